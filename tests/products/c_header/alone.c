/* The header with nothing before it, a second time, and without a use of most of it. */
#include HEADER
#include HEADER

int main(void) { return http_status_is_error(http_status_not_found) ? 0 : 1; }
