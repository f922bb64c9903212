#include HEADER

const char *other_unit(int code);
const char *other_unit(int code) { return http_status_phrase(code); }
