// Says what the header makes of all 65,536 values, or of each line of standard input, as lines with tabs.
#include HEADER

#include <charconv>
#include <cstdio>
#include <iostream>
#include <string>

namespace api = NAMESPACE;
using Code = api::TYPE;

static void print(const std::optional<Code>& code) {
  if (code) {
    std::cout << static_cast<unsigned>(*code);
  } else {
    std::cout << '-';
  }
}

static void print_value(Code code) {
  const bool flags[] = {api::is_informational(code), api::is_success(code),      api::is_redirection(code),
                        api::is_client_error(code),  api::is_server_error(code), api::is_error(code),
                        api::is_registered(code)};
  std::cout << static_cast<unsigned>(code) << '\t' << static_cast<unsigned>(api::class_of(code)) << '\t';
  for (const bool flag : flags) std::cout << (flag ? '1' : '0');
  const std::string_view phrase = api::phrase(code);
  std::cout << '\t' << api::name(code) << '\t' << phrase << '\t' << int{phrase.data()[phrase.size()]} << '\n';
}

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "values") {
    for (unsigned value = 0; value <= 65535; ++value) print_value(static_cast<Code>(value));
    return 0;
  }
  for (std::string line; std::getline(std::cin, line);) {
    if (what == "phrases") {
      print(api::from_phrase(line));
    } else if (what == "names") {
      print(api::from_name(line));
    } else {
      int number = 0;
      std::from_chars(line.data(), line.data() + line.size(), number);
      print(api::from_int(number));
      std::cout << '\t';
      print(api::from_registered(number));
    }
    std::cout << '\n';
  }
  return 0;
}
