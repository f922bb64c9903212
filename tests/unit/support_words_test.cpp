#include "support/words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace statusgen {
namespace {

using Words = std::vector<std::string>;
using Names = std::vector<std::string_view>;

TEST(Words, AreSplit) {
  const std::vector<std::pair<std::string, Words>> cases{
      {"", {}},
      {" -_. ", {}},
      {"Not Found", {"not", "found"}},
      {"httpVersion", {"http", "version"}},
      {"HTTPVersion", {"http", "version"}},
      {"HTTP", {"http"}},
      {"XMLHttp2Server", {"xml", "http2", "server"}},
      {"http2Server", {"http2", "server"}},
      {"2nd", {"2nd"}},
      {"a1 1a", {"a1", "1a"}},
      {"I'm a teapot", {"im", "a", "teapot"}},
      {"I\u2019m a Teapot", {"im", "a", "teapot"}},
      {"Non-Authoritative_Information", {"non", "authoritative", "information"}},
      {"ABc", {"a", "bc"}},
      {"aB", {"a", "b"}},
      {"A", {"a"}},
      {"FOO_bar", {"foo", "bar"}},
      {"caf\u00E9 x", {"caf", "x"}},  // what is no ASCII letter separates; the filters refuse it
  };
  for (const auto& [text, words] : cases) EXPECT_EQ(split_words(text), words) << text;
}

// Apostrophes vanish before anything else is looked at.
TEST(Words, ApostrophesLeaveNoTrace) {
  EXPECT_EQ(split_words("don'tStop"), (Words{"dont", "stop"}));
  EXPECT_EQ(split_words("a'Z"), split_words("aZ"));
  EXPECT_EQ(split_words("A\u2019Bc"), split_words("ABc"));
  EXPECT_EQ(split_words("''"), Words{});
}

TEST(Words, AreJoined) {
  struct Case {
    Casing casing;
    std::string expected;
  };
  const std::vector<Case> cases{{Casing::snake, "http_version_2x"}, {Casing::upper_snake, "HTTP_VERSION_2X"},
                                {Casing::camel, "httpVersion2x"},   {Casing::pascal, "HttpVersion2x"},
                                {Casing::kebab, "http-version-2x"}, {Casing::title, "Http Version 2x"}};
  for (const Case& each : cases) {
    EXPECT_EQ(join_words(Words{"http", "version", "2x"}, each.casing), each.expected);
    EXPECT_EQ(to_casing("HTTPVersion 2x", each.casing), each.expected);
    EXPECT_EQ(join_words({}, each.casing), "");
    EXPECT_EQ(to_casing("--", each.casing), "");
  }
  EXPECT_EQ(to_casing("a", Casing::camel), "a");
  EXPECT_EQ(to_casing("a", Casing::pascal), "A");
}

TEST(Closest, AllowsASlip) {
  struct Case {
    std::string wanted;
    Names candidates;
    std::string expected;  // empty: none
  };
  const std::vector<Case> cases{
      {"uper", {"upper", "lower"}, "upper"},
      {"upper", {"upper"}, "upper"},
      {"UPPER", {"lower", "upper"}, "upper"},  // case is no difference
      {"teh", {"the"}, "the"},                 // a swap is one edit
      {"tset", {"test"}, "test"},
      {"ab", {"abcd"}, ""},
      {"abcd", {"abxd"}, "abxd"},              // one edit up to four letters
      {"abcd", {"axxd"}, ""},
      {"abcde", {"abxxe"}, "abxxe"},           // two up to eight
      {"abcde", {"axxxe"}, ""},
      {"abcdefgh", {"abxdefgx"}, "abxdefgx"},
      {"abcdefgh", {"axxdefgx"}, ""},
      {"abcdefghi", {"axxdefghx"}, "axxdefghx"},  // three beyond
      {"abcdefghi", {"axxxefghx"}, ""},
      {"includ", {"import", "include", "if"}, "include"},
      {"filtr", {"filters", "filter"}, "filter"},  // the nearest of several
      {"anything", {}, ""},
      {"x", {"summary", "description"}, ""},
  };
  for (const Case& each : cases)
    EXPECT_EQ(closest(each.wanted, each.candidates).value_or(""), each.expected) << each.wanted;
}

TEST(Closest, IsSaidAsAQuestion) {
  EXPECT_EQ(did_you_mean("nmae", Names{"name", "phrase"}), "did you mean \"name\"?");
  EXPECT_EQ(did_you_mean("quux", Names{"name", "phrase"}), "");
}

TEST(ListOr, ReadsAsAList) {
  EXPECT_EQ(list_or({}), "");
  EXPECT_EQ(list_or(Names{"a"}), "a");
  EXPECT_EQ(list_or(Names{"a", "b"}), "a or b");
  EXPECT_EQ(list_or(Names{"a", "b", "c"}), "a, b or c");
}

}  // namespace
}  // namespace statusgen
