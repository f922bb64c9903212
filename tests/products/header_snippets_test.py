#!/usr/bin/python3
"""Every example of the product's README compiles, and does what the page says."""
# needs: g++ clang clang-19 libc++-19-dev libboost-dev libcpp-httplib-dev
# only: --all
import re
import unittest

import helpers
from compilers import COMPILERS, default_header, variants

README = helpers.ROOT / "templates/cpp/README.md"
SNIPPET = re.compile(r"^## ([^\n]*)\n(?:(?!^## ).)*?^```cpp\n(.*?)^```$", re.M | re.S)

# Heading -> what calls the example; it ends with 0 if all is well.
CALLS = {
    "Codes": "int main() {}",
    "Printing": "int main() { print(http::status::not_found); }",
    "Errors": """int main() {
  return check(http::status::ok) || check(http::status::not_modified) || !check(http::status::not_found) ||
         is_worth_another_try(check(http::status::not_found)) || !is_worth_another_try(check(http::status::service_unavailable));
}""",
    # Beast's own header of a message is written to a stream: the number, and no phrase but the right one, arrive there.
    "Boost.Beast": r"""
#include <sstream>
static std::string first_line(unsigned number) {
  boost::beast::http::response<boost::beast::http::empty_body> response;
  set_status(response, static_cast<http::status>(number));
  if (status_of(response) != static_cast<http::status>(number)) return "lost";
  std::ostringstream out;
  out << response.base();
  return out.str().substr(0, out.str().find('\r'));
}
int main() {
  static_assert(to_beast(http::status::not_found) == boost::beast::http::status::not_found);
  static_assert(from_beast(boost::beast::http::status::payload_too_large) == http::status::content_too_large);
  for (unsigned number = 0; number <= 999; ++number) {
    const auto code = static_cast<http::status>(number);
    const std::string line = "HTTP/1.1 " + std::to_string(number) + " " + std::string(http::phrase(code));
    if (from_beast(to_beast(code)) != code) return 1;
    if (number >= 100 && first_line(number) != line && http::is_registered(code)) return 2;
    if (number >= 100 && first_line(number).compare(0, 12, line, 0, 12) != 0) return 3;
  }
  return first_line(413) != "HTTP/1.1 413 Content Too Large" || first_line(104) != "HTTP/1.1 104 Upload Resumption Supported";
}""",
    "cpp-httplib": r"""int main() {
  httplib::Response response;
  if (status_of(response)) return 1;
  for (int number = 100; number <= 599; ++number) {
    set_status(response, static_cast<http::status>(number));
    if (response.status != number || *status_of(response) != static_cast<http::status>(number)) return 2;
  }
  return 0;
}""",
}
OUTPUT = {"Printing": "404 Not Found       |\n"}


def snippets():
    return dict(SNIPPET.findall(helpers.read(README)))


class Snippets(unittest.TestCase):
    def test_none_is_left_out(self):
        self.assertEqual(list(snippets()), list(CALLS))
        self.assertEqual(helpers.read(README).count("```cpp"), len(CALLS))

    def test_each(self):
        for heading, text in snippets().items():
            source = helpers.new_folder("snippet") / "snippet.cpp"
            source.write_text(f"{text}\n{CALLS[heading]}\n", encoding="utf-8")
            for compiler, standard in variants():
                with self.subTest(heading=heading, compiler=compiler, standard=standard):
                    program = source.with_suffix("")
                    done = helpers.run(compiler, standard, *COMPILERS[compiler], "-I", default_header().folder,
                                       source, "-o", program, "-pthread")
                    self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
                    self.assertEqual(helpers.output_of(program), OUTPUT.get(heading, ""))

    def test_printing_with_std_format(self):
        source = helpers.new_folder("snippet") / "snippet.cpp"
        source.write_text(f"{snippets()['Printing']}\n{CALLS['Printing']}\n", encoding="utf-8")
        program = source.with_suffix("")
        helpers.output_of("clang++-19", "-stdlib=libc++", "-std=c++20", "-I", default_header().folder, source, "-o", program)
        self.assertEqual(helpers.output_of(program), OUTPUT["Printing"] + "       404 Not Found 404 Not Found not_found\n")


if __name__ == "__main__":
    helpers.main()
