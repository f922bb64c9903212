#include <gtest/gtest.h>

#include "http/fields.hpp"

namespace statusgen {
namespace {

Response with_fields(std::vector<ResponseField> fields) {
  Response out;
  out.version = "1.1";
  out.fields = std::move(fields);
  return out;
}

struct Wait {
  const char* retry_after;
  const char* date;
  std::optional<std::int64_t> seconds, until;
};

class RetryAfterField : public testing::TestWithParam<Wait> {};

TEST_P(RetryAfterField, IsRead) {
  const Wait& row = GetParam();
  const auto read = read_retry_after(with_fields({{"retry-after", row.retry_after, {}}, {"DATE", row.date, {}}}));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->seconds, row.seconds);
  EXPECT_EQ(read->date, row.until);
}

// Both examples of RFC 9110, section 10.2.3; 1999-12-31T23:59:59Z is 946684799.
INSTANTIATE_TEST_SUITE_P(
    Forms, RetryAfterField,
    testing::Values(Wait{"120", "", 120, {}}, Wait{"0", "", 0, {}},
                    Wait{"Fri, 31 Dec 1999 23:59:59 GMT", "", {}, 946684799},
                    Wait{"Fri, 31 Dec 1999 23:59:59 GMT", "soon", {}, 946684799},
                    Wait{"Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 1999 22:59:59 GMT", 3600, 946684799},
                    Wait{"Friday, 31-Dec-99 23:59:59 GMT", "Fri Dec 31 22:59:59 1999", 3600, 946684799},
                    Wait{"Fri, 31 Dec 1999 23:59:59 GMT", "Sat, 01 Jan 2000 00:00:00 GMT", -1, 946684799},
                    Wait{"99999999999999999999", "", 999'999'999'999'999, {}}));

TEST(RetryAfterField, IsOneOfTwoForms) {
  EXPECT_FALSE(read_retry_after(with_fields({})).has_value());
  for (const char* text : {"", "soon", "-1", "+1", "1.5", "1 s", "2026-01-01", "Fri, 31 Dec 1999 23:59:59"}) {
    EXPECT_FALSE(read_retry_after(with_fields({{"Retry-After", text, {}}})).has_value()) << text;
  }
}

TEST(CacheControlField, HasDirectives) {
  const Response response =
      with_fields({{"Cache-Control", "max-age=60 , No-Store", {}}, {"cache-control", "private=\"a\"", {}}});
  for (const char* name : {"max-age", "no-store", "private"})
    EXPECT_TRUE(has_cache_directive(response, {name})) << name;
  for (const char* name : {"max", "store", "a", "60", "", "public"})
    EXPECT_FALSE(has_cache_directive(response, {name})) << name;
  EXPECT_TRUE(has_cache_directive(response, {"public", "private"}));
  EXPECT_FALSE(has_cache_directive(with_fields({{"Cache-Control", "", {}}}), {"no-store"}));
}

}  // namespace
}  // namespace statusgen
