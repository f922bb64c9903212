#include <acme/compiled.hpp>
#include <acme/http_status.hpp>
#include <acme/shared.hpp>

#include <iostream>

int main() {
  const bool same = acme_compiled::phrase(acme_compiled::status::not_found) == acme_shared::phrase(acme_shared::status::not_found);
  std::cout << acme::phrase(acme::status::not_found) << "\n";
  return same ? 0 : 1;
}
