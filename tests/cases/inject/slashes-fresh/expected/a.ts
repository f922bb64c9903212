const a = 1;
// BEGIN statusgen:list summaries=false where="code == 404"
// 404 Not Found
// END statusgen:list sum=b322baab13e4e212
const b = 2;
