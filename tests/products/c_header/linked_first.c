#include HEADER

const char *other_unit(int code);

int main(void) { return other_unit(http_status_gone)[0] == http_status_phrase(410)[0] ? 0 : 1; }
