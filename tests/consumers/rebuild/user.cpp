#include <http_status.hpp>

std::string_view phrase_of(http::status code);
std::string_view phrase_of(http::status code) { return http::phrase(code); }
