// BEGIN statusgen:enum style=k_pascal prefix=http_ where='code == 200'
// END statusgen:enum
