// BEGIN statusgen:list summaries=false where='code == 404'
// 404 Path\ .
// END statusgen:list sum=8efedea7fa472cc1
