// Contrasts are those that WCAG 2.2's definition gives; 21, 4.48 and 4.54 are its well-known examples. The hash of "abc" is
// NIST's vector.
#include "support/diagnostic.hpp"
#include "template_test_helpers.hpp"

namespace statusgen::jinja {
namespace {

std::string value_of(const std::string& expression) {
  const Rendered rendered = render({"{{ " + expression + " }}"});
  return rendered.ok ? rendered.out : "!";
}

TEST(Contrast, IsWcags) {
  for (const auto& [expression, expected] : std::vector<std::pair<std::string, std::string>>{
           {"'#fff'|contrast('#000')", "21.0"},
           {"'#000000'|contrast('#FFF')", "21.0"},
           {"'#b8401c'|contrast('#b8401c')", "1.0"},
           {"'#777777'|contrast('#ffffff')|round(2)", "4.48"},
           {"'#767676'|contrast(other='#fff')|round(2)", "4.54"},
           {"'#ff0000'|contrast('#fff')|round(2)", "4.0"},
           {"'#0000ff'|contrast('#fff')|round(2)", "8.59"}}) {
    EXPECT_EQ(value_of(expression), expected) << expression;
  }
}

TEST(Contrast, TakesColorsOnly) {
  for (const std::string color : {"''", "'#'", "'#12'", "'#1234'", "'#12345'", "'#12345g'", "'red'", "'#1234567'", "1", "none"}) {
    EXPECT_EQ(value_of(color + "|contrast('#fff')"), "!") << color;
    EXPECT_EQ(value_of("'#fff'|contrast(" + color + ")"), "!") << color;
    EXPECT_EQ(value_of(color + "|legible_on('#fff')"), "!") << color;
  }
  EXPECT_EQ(value_of("'#fff'|contrast"), "!");
}

TEST(LegibleOn, KeepsWhatIsLegible) {
  EXPECT_EQ(value_of("'#abc'|legible_on('#000')"), "#aabbcc");
  EXPECT_EQ(value_of("'#767676'|legible_on('#fff')"), "#767676");
}

TEST(LegibleOn, GoesTowardsWhiteOrBlack) {
  EXPECT_EQ(value_of("'#fff'|legible_on('#000', 21)"), "#ffffff");
  EXPECT_EQ(value_of("'#777'|legible_on('#000', 21)"), "#ffffff");
  EXPECT_EQ(value_of("'#777'|legible_on('#fff', 21)"), "#000000");
  EXPECT_EQ(value_of("'#200'|legible_on('#000', 5.2)"), "#ff0000");  // brighter before it is whiter: 5.25
}

TEST(LegibleOn, FindsTheRatioOnEveryBackground) {
  for (const std::string background : {"#000", "#171614", "#757575", "#767676", "#808080", "#f00", "#00f", "#0f0", "#fbfaf7", "#fff"}) {
    for (const std::string color : {"#000", "#fff", "#757575", "#b8401c", "#0b5394", "#00f"}) {
      const std::string place = "('" + background + "')";
      EXPECT_EQ(value_of("'" + color + "'|legible_on" + place + "|contrast" + place + " >= 4.5"), "True") << color << " on " << background;
    }
  }
  EXPECT_EQ(value_of("'#000'|legible_on('#777', 10)"), "!");
  EXPECT_EQ(value_of("'#000'|legible_on('#777', 'x')"), "!");
}

TEST(Sha256Base64, IsWhatAPolicyNames) {
  EXPECT_EQ(value_of("'abc'|sha256_base64"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  EXPECT_EQ(value_of("1|sha256_base64"), "!");
}

}  // namespace
}  // namespace statusgen::jinja
