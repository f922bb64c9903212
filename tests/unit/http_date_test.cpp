// The examples are those of RFC 9110, section 5.6.7; other seconds are counted with `date -u -d`.
#include "http/http_date.hpp"

#include <gtest/gtest.h>

namespace statusgen {
namespace {

constexpr std::int64_t kExample = 784111777;    // 1994-11-06T08:49:37Z, the moment of RFC 9110, section 5.6.7
constexpr std::int64_t kYear2026 = 1767225600;  // 2026-01-01T00:00:00Z

struct Row {
  const char* text;
  std::optional<std::int64_t> seconds;
};

class HttpDate : public testing::TestWithParam<Row> {};

TEST_P(HttpDate, IsRead) { EXPECT_EQ(parse_http_date(GetParam().text), GetParam().seconds) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(AllForms, HttpDate,
                         testing::Values(Row{"Sun, 06 Nov 1994 08:49:37 GMT", kExample},
                                         Row{"Sunday, 06-Nov-94 08:49:37 GMT", kExample},
                                         Row{"Sun Nov  6 08:49:37 1994", kExample},
                                         Row{"Thu, 01 Jan 1970 00:00:00 GMT", 0},
                                         Row{"Wed, 31 Dec 1969 23:59:59 GMT", -1}, Row{"Thu Jan  1 00:00:01 1970", 1},
                                         Row{"Thu, 29 Feb 2024 12:00:00 GMT", 1709208000},
                                         Row{"Sat, 31 Dec 2016 23:59:60 GMT", 1483228800},  // a leap second
                                         Row{"Mon Nov 16 08:49:37 2026", 1794818977}));

INSTANTIATE_TEST_SUITE_P(
    NoForm, HttpDate,
    testing::Values(Row{"", {}}, Row{"120", {}}, Row{"soon", {}}, Row{"Sun, 06 Nov 1994 08:49:37", {}},  // no zone
                    Row{"Sun, 06 Nov 1994 08:49:37 UTC", {}}, Row{"Sun, 06 Nov 1994 08:49:37 +0000", {}},
                    Row{"sun, 06 nov 1994 08:49:37 GMT", {}},  // dates are case-sensitive
                    Row{"Sun, 6 Nov 1994 08:49:37 GMT", {}}, Row{"Sun, 06 Nov 94 08:49:37 GMT", {}},
                    Row{"Sun, 06-Nov-1994 08:49:37 GMT", {}}, Row{"Sun, 31 Jun 1994 08:49:37 GMT", {}},  // no such day
                    Row{"Wed, 29 Feb 2023 08:49:37 GMT", {}}, Row{"Sun, 06 Nov 1994 24:00:00 GMT", {}},
                    Row{"Sun, 06 Nov 1994 08:60:00 GMT", {}}, Row{"Sun, 06 Nov 1994 08:49:61 GMT", {}},
                    Row{"Sun, 06 Nov 1994 08:49:37 GMT ", {}},
                    Row{"Sun Nov 6 08:49:37 1994", {}},  // the day has two places
                    Row{"Sunday, 06-Nov-94 08:49", {}}));

struct Century {
  const char* text;
  std::optional<std::int64_t> near;
  const char* same_as;
};

class TwoDigits : public testing::TestWithParam<Century> {};

TEST_P(TwoDigits, AreWithinFiftyYears) {
  EXPECT_EQ(parse_http_date(GetParam().text, GetParam().near), parse_http_date(GetParam().same_as)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Years, TwoDigits,
    testing::Values(Century{"Sunday, 06-Nov-94 08:49:37 GMT", kYear2026, "Sun, 06 Nov 1994 08:49:37 GMT"},
                    Century{"Friday, 06-Nov-26 08:49:37 GMT", kYear2026, "Fri, 06 Nov 2026 08:49:37 GMT"},
                    Century{"Wednesday, 01-Jan-76 00:00:00 GMT", kYear2026,
                            "Wed, 01 Jan 2076 00:00:00 GMT"},  // 50 years, not more
                    Century{"Thursday, 01-Jan-76 00:00:01 GMT", kYear2026, "Thu, 01 Jan 1976 00:00:01 GMT"},
                    Century{"Saturday, 01-Jan-00 00:00:00 GMT", kExample, "Sat, 01 Jan 2000 00:00:00 GMT"},
                    Century{"Thursday, 01-Jan-70 00:00:00 GMT", {}, "Thu, 01 Jan 1970 00:00:00 GMT"},
                    Century{"Tuesday, 01-Jan-69 00:00:00 GMT", {}, "Tue, 01 Jan 2069 00:00:00 GMT"}));

}  // namespace
}  // namespace statusgen
