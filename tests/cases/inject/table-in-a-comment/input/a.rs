// BEGIN statusgen:table columns=code,phrase
// END statusgen:table
