// What errors are made of: for all 65,536 codes the value of the error, its message and the conditions that it meets; then
// the same for errors with numbers that no code may have, read from standard input.
#include ERROR_HEADER

#include <iostream>

static void print(const std::error_code& error) {
  std::cout << error.value() << '\t' << bool{error} << '\t' << (error == http::condition::client_error)
            << (error == http::condition::server_error) << (error == http::condition::retryable) << '\t' << error.message() << '\n';
}

const std::error_category& category_of_another_file();

static bool facts_hold() {
  const std::error_code error = http::status::not_found;
  const std::error_condition condition = http::condition::server_error;
  return error == http::status::not_found && error != http::status::gone && error.category() == http::category() &&
         error != std::errc::no_such_file_or_directory && error != std::error_code(404, std::generic_category()) &&
         std::error_code(404, std::generic_category()) != http::condition::client_error &&
         std::string(http::category().name()) == "http" && &http::category() == &category_of_another_file() &&
         std::string(condition.category().name()) == "http condition" && condition.message() == "server error" &&
         make_error_condition(http::condition::client_error).message() == "client error" &&
         make_error_condition(http::condition::retryable).message() == "retryable" &&
         make_error_condition(static_cast<http::condition>(9)).message() == "unknown condition" &&
         error != static_cast<http::condition>(9) && error == std::error_condition(404, http::category()) &&
         std::string(std::system_error(error, "fetching").what()) == "fetching: 404 Not Found";
}

int main() {
  if (!facts_hold()) return 1;
  for (unsigned number = 0; number <= 65535; ++number) print(make_error_code(static_cast<http::status>(number)));
  for (int number = 0; std::cin >> number;) print(std::error_code(number, http::category()));
}
