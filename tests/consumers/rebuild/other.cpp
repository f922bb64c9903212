int other();
int other() { return 0; }
