/* Says what the header makes of a range of ints, or of each line of standard input, as lines with tabs. */
#include HEADER

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void tell(int n) {
  const int flags[] = {http_status_is_informational(n), http_status_is_success(n),         http_status_is_redirection(n),
                       http_status_is_client_error(n),  http_status_is_server_error(n),    http_status_is_error(n),
                       http_status_is_registered(n),    http_status_forbids_content(n),    http_status_must_be_empty(n),
                       http_status_forbids_content_length(n), http_status_heuristically_cacheable(n)};
  size_t i;
  printf("%d\t%s\t%s\t%d\t%d\t", n, http_status_phrase(n), http_status_name(n), http_status_class(n), http_status_effective(n));
  for (i = 0; i < sizeof flags / sizeof *flags; ++i) putchar('0' + flags[i]);
  printf("\t%d\t%d\n", (int)http_status_redirect_kind(n), (int)http_status_retry_kind(n));
}

int main(int argc, char **argv) {
  char line[4096];
  int n;
  if (argc == 1 || strcmp(argv[1], "values") == 0) {
    const int far[] = {INT_MIN, INT_MIN + 404, -65536 + 404, 65536 + 404, 131072 + 200, INT_MAX - 1, INT_MAX};
    for (n = -1000; n <= 66000; ++n) tell(n);
    for (n = 0; n < (int)(sizeof far / sizeof *far); ++n) tell(far[n]);
    return 0;
  }
  while (fgets(line, sizeof line, stdin)) {
    /* Without its zero, so that a function that goes on behind the length reads what a sanitizer sees. */
    const size_t length = strlen(line) - 1;
    char *text = (char *)malloc(length ? length : 1);
    if (!text) return 1;
    memcpy(text, line, length);
    printf("%d\t%d\t%d\n", http_status_from_phrase(text, length), http_status_from_phrase_ignoring_case(text, length),
           http_status_from_name(text, length));
    free(text);
  }
  return 0;
}
