// BEGIN statusgen:list where='code == 404'
// END statusgen:list
