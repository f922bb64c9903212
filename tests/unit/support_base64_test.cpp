// The vectors of RFC 4648, section 10.
#include "support/base64.hpp"

#include <gtest/gtest.h>

namespace statusgen {
namespace {

TEST(Base64, standard_vectors) {
  for (const auto& [bytes, expected] : {std::pair{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="},
                                        {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xfe", "+//+"}}) {
    EXPECT_EQ(base64(bytes), expected) << bytes;
  }
}

}  // namespace
}  // namespace statusgen
