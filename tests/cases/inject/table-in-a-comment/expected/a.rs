// BEGIN statusgen:table columns=code,phrase
// Code  Phrase
// 200   OK
// 404   Not Found
// 499   Client Closed Request
// 503   Service Unavailable
// END statusgen:table sum=4b692be7474c932a
