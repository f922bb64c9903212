// Both units must see one table, so that the phrase has one address in the program.
#include "linked.hpp"

int main() {
  constexpr auto code = NAMESPACE::TYPE::gateway_timeout;
  const Answer there = other_unit(code);
  const bool same = there.text == NAMESPACE::phrase(code).data();
  return same && there.found ? 0 : 1;
}
