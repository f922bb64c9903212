#include <http_status.hpp>

#include <iostream>

int main() { std::cout << http::phrase(http::status::not_found) << "\n"; }
