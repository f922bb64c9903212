// The program: hands the command line to commands/, where everything happens.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <vector>

#include "commands/commands.hpp"

namespace {

// COLUMNS counts also where there is no terminal, as for ls and ps.
std::size_t width_of_output() {
  if (const char* columns = std::getenv("COLUMNS")) {
    if (const long width = std::strtol(columns, nullptr, 10); width > 0) return static_cast<std::size_t>(width);
  }
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<const char*> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const bool color = std::getenv("NO_COLOR") == nullptr;
  const statusgen::Terminal out{color && isatty(STDOUT_FILENO) == 1, width_of_output()};
  const int exit = statusgen::run_program(arguments, std::cout, std::cerr, out, color && isatty(STDERR_FILENO) == 1);
  // A full disk behind standard output must not look like success.
  return std::cout.flush() ? exit : 1;
}
