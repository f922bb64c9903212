/* BEGIN statusgen:list where='code == 404' */
int list;
/* END statusgen:list sum=ace69c28ed29d878 */
