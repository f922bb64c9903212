// Formats codes: each line of standard input is a specification, a tab and a number. Prints what comes of it, or "refused".
// STD_FORMAT and FMT say with what; without them it is a stream, and the specification is its width, fill and adjustment.
#if defined(FMT)
#include FMT
#endif
#include FORMAT_HEADER

#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

#if defined(STD_FORMAT) && !defined(__cpp_lib_format)
#error "this library has no std::format"
#endif

static std::string formatted(const std::string& spec, http::status code) {
#if defined(STD_FORMAT)
  try {
    return std::vformat("[{:" + spec + "}]", std::make_format_args(code));
  } catch (const std::format_error&) {
    return "refused";
  }
#elif defined(FMT)
  try {
    return fmt::vformat("[{:" + spec + "}]", fmt::make_format_args(code));
  } catch (const fmt::format_error&) {
    return "refused";
  }
#else
  std::ostringstream out;
  out << '[';
  if (!spec.empty()) {
    out << std::setfill(spec[0]) << (spec[1] == '<' ? std::left : std::right) << std::setw(std::stoi(spec.substr(2)));
  }
  out << code << ']';
  return out.str();
#endif
}

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const std::string::size_type tab = line.rfind('\t');
    std::cout << formatted(line.substr(0, tab), static_cast<http::status>(std::stoi(line.substr(tab + 1)))) << '\n';
  }
}
