// Says what the header makes of all 65,536 values, or of each line of standard input, as lines with tabs.
#include HEADER

#include <charconv>
#include <optional>
#include <cstdio>
#include <iostream>
#include <string>

namespace api = NAMESPACE;
using Code = api::TYPE;

template <class Maybe>
void print(const Maybe& code) {
  if (code) {
    std::cout << static_cast<unsigned>(*code);
  } else {
    std::cout << '-';
  }
}

static void print_value(Code code) {
  const bool flags[] = {api::is_informational(code), api::is_success(code),      api::is_redirection(code),
                        api::is_client_error(code),  api::is_server_error(code), api::is_error(code),
                        api::is_registered(code),    api::forbids_content(code), api::must_be_empty(code),
                        api::forbids_content_length(code), api::heuristically_cacheable(code)};
  std::cout << static_cast<unsigned>(code) << '\t' << static_cast<unsigned>(api::class_of(code)) << '\t';
  for (const bool flag : flags) std::cout << (flag ? '1' : '0');
  const std::string_view phrase = api::phrase(code);
  const std::string_view line = api::status_line(code);
  std::cout << '\t' << static_cast<unsigned>(api::effective(code)) << '\t' << static_cast<int>(api::redirect_kind(code)) << '\t'
            << static_cast<int>(api::retry(code)) << '\t' << api::digits(code) << '\t' << line.substr(0, line.find('\r')) << '\t'
            << (line.empty() || line.substr(line.size() - 2) == "\r\n") << '\t';
  for (const std::string_view field : api::required_fields(code)) std::cout << field << ' ';
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
    } else if (what == "exact") {
      print(api::from_phrase<api::letter_case::exact>(line));
    } else if (what == "digits") {
      print(api::from_digits(line));
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
