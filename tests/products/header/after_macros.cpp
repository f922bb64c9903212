// System headers that define macros such as ERROR, OK, CONTINUE, Success and major come first, as far as there are any.
#if __has_include(<arpa/ftp.h>)
#include <arpa/ftp.h>
#endif
#if __has_include(<sys/sysmacros.h>)
#include <sys/sysmacros.h>
#endif
#if __has_include(<curses.h>)
#include <curses.h>
#endif
#if __has_include(<X11/Xlib.h>)
#include <X11/Xlib.h>
#endif
#if __has_include(<cups/http.h>)
#include <cups/http.h>
#endif
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdio>
#include HEADER

int main() { return NAMESPACE::is_error(NAMESPACE::TYPE::conflict) ? 0 : 1; }
