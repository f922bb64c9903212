const a = 1;
// BEGIN statusgen:list summaries=false where="code == 404"
// END statusgen:list
const b = 2;
