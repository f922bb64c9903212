#include <http_status.hpp>

#include <iostream>

int other();
std::string_view phrase_of(http::status code);

int main() {
  std::cout << phrase_of(http::status::not_found) << "\n";
  return other();
}
