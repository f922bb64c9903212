// BEGIN statusgen:list where='code == 404'
hh
// END statusgen:list sum=557a176f9114403f
