#include "acme/http_status.hpp"

#include <iostream>

int main() {
  std::cout << acme::phrase(acme::status::not_found) << "\n";
  return static_cast<int>(acme::status::not_found) == 404 ? 0 : 1;
}
