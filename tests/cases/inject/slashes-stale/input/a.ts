const a = 1;
// BEGIN statusgen:list summaries=false where="code == 404"
// 404 Lost
// END statusgen:list sum=1bbecf31ee1971a6
const b = 2;
