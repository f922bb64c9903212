// The tests behind `is`, as Jinja2's tests.py has them.
#include "template/builtins.hpp"
#include "template/letter_case.hpp"
#include "template/operators.hpp"

namespace statusgen::jinja {
namespace {

bool is_integer(const Call& call, std::string_view name) {
  if (call.subject.is_integral()) return true;
  if (call.subject.is(Kind::number)) return false;
  call.site.fail(std::string(name) + " is a test of integers, this is " + with_article(call.subject));
}

// x % 2 == rest; a float has a remainder too.
bool remainder_is(const Call& call, std::int64_t rest, std::string_view name) {
  if (call.subject.is(Kind::number)) {
    return equal(arithmetic(call.site, Operator::modulo, call.subject, Value::integer(2)), Value::integer(rest));
  }
  is_integer(call, name);
  return (call.subject.as_integer() % 2 != 0) == (rest == 1);
}

template <Operator op>
bool compares(const Call& call) {
  return compare(call.site, op, call.subject, call.arguments[0]);
}

bool all_in(const Call& call, LetterCase wanted) {
  std::string refused;
  const std::optional<bool> result = is_in_case(call.site.text(call.subject), wanted, refused);
  if (!result) call.site.fail("the case of " + in_quotes(refused) + " is not known here");
  return *result;
}

constexpr TestRow kTests[] = {
    {"defined", [](const Call& c) { return !c.subject.is_undefined(); }, 0, true},
    {"undefined", [](const Call& c) { return c.subject.is_undefined(); }, 0, true},
    {"none", [](const Call& c) { return c.subject.is(Kind::none); }, 0, true},
    {"boolean", [](const Call& c) { return c.subject.is(Kind::boolean); }, 0, true},
    {"true", [](const Call& c) { return c.subject.is(Kind::boolean) && c.subject.as_boolean(); }, 0, true},
    {"false", [](const Call& c) { return c.subject.is(Kind::boolean) && !c.subject.as_boolean(); }, 0, true},
    {"integer", [](const Call& c) { return c.subject.is(Kind::integer); }, 0, true},
    {"float", [](const Call& c) { return c.subject.is(Kind::number); }, 0, true},
    {"number", [](const Call& c) { return c.subject.is_number(); }, 0, true},
    {"string", [](const Call& c) { return c.subject.is_string(); }, 0, true},
    {"mapping", [](const Call& c) { return c.subject.is(Kind::dict); }, 0, true},
    {"sequence",
     [](const Call& c) {
       const Kind kind = c.subject.kind();
       return kind == Kind::string || kind == Kind::list || kind == Kind::tuple || kind == Kind::dict || c.subject.is_lenient();
     }, 0, true},
    {"iterable",
     [](const Call& c) {
       const Kind kind = c.subject.kind();
       return kind == Kind::string || kind == Kind::list || kind == Kind::tuple || kind == Kind::dict || kind == Kind::generator || kind == Kind::loop || c.subject.is_lenient();
     }},
    {"odd", [](const Call& c) { return remainder_is(c, 1, "odd"); }},
    {"even", [](const Call& c) { return remainder_is(c, 0, "even"); }},
    {"divisibleby", [](const Call& c) { return equal(arithmetic(c.site, Operator::modulo, c.subject, c.arguments[0]), Value::integer(0)); }, 1, false, "num"},
    {"eq", compares<Operator::equal>, 1}, {"equalto", compares<Operator::equal>, 1}, {"==", compares<Operator::equal>, 1},
    {"ne", compares<Operator::not_equal>, 1}, {"!=", compares<Operator::not_equal>, 1},
    {"lt", compares<Operator::less>, 1}, {"lessthan", compares<Operator::less>, 1}, {"<", compares<Operator::less>, 1},
    {"le", compares<Operator::less_equal>, 1}, {"<=", compares<Operator::less_equal>, 1},
    {"gt", compares<Operator::greater>, 1}, {"greaterthan", compares<Operator::greater>, 1}, {">", compares<Operator::greater>, 1},
    {"ge", compares<Operator::greater_equal>, 1}, {">=", compares<Operator::greater_equal>, 1},
    {"in", compares<Operator::in>, 1, true, "seq"},
    {"lower", [](const Call& c) { return all_in(c, LetterCase::lower); }},
    {"upper", [](const Call& c) { return all_in(c, LetterCase::upper); }},
    {"filter", [](const Call& c) { return c.subject.is_string() && find_filter(c.subject.as_text()) != nullptr; }},
    {"test", [](const Call& c) { return c.subject.is_string() && find_test(c.subject.as_text()) != nullptr; }},
    {"escaped", [](const Call& c) { return c.subject.is_string() && c.subject.is_markup(); }, 0, true},
};

}  // namespace

std::span<const TestRow> all_tests() { return kTests; }

}  // namespace statusgen::jinja
