// The program: hands the command line to commands/, where everything happens.
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <vector>

#include "commands/commands.hpp"

int main(int argc, char** argv) {
  const std::vector<const char*> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const bool color = isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  const int exit = statusgen::run_program(arguments, std::cout, std::cerr, color);
  // A full disk behind standard output must not look like success.
  return std::cout.flush() ? exit : 1;
}
