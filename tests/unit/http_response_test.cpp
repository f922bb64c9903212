#include <gtest/gtest.h>

#include <algorithm>

#include "http/response.hpp"

namespace statusgen {
namespace {

struct Read {
  std::vector<Response> responses;
  std::string messages;
};

Read read(const std::string& text) {
  SourceSet sources;
  Diagnostics diagnostics;
  Read out;
  out.responses = parse_responses(
      sources.add("in", text), [](int code) { return code < 200 || code == 204 || code == 304; }, diagnostics);
  out.messages = diagnostics.render(false);
  return out;
}

// "code:bytes" of each response; a "+" where another one follows directly.
std::string contents(const std::string& text) {
  const Read in = read(text);
  std::string out = in.messages;
  for (const Response& each : in.responses) {
    out += (out.empty() ? "" : " ") + std::to_string(each.code) + ":" + std::to_string(each.content_bytes) +
           (each.followed ? "+" : "");
  }
  return out;
}

TEST(HttpResponse, HasStatusLineAndFields) {
  const Read in =
      read("HTTP/1.1 404 Not Found\r\nServer: \t one \r\nX-Long: a\r\n  b\r\n\tc\r\nX-Empty:\r\nserver:two\r\n\r\nhi");
  ASSERT_EQ(in.messages, "");
  ASSERT_EQ(in.responses.size(), 1U);
  const Response& response = in.responses[0];
  EXPECT_EQ(response.version, "1.1");
  EXPECT_EQ(response.code, 404);
  EXPECT_EQ(response.phrase, "Not Found");
  EXPECT_FALSE(response.is_binary());
  ASSERT_EQ(response.fields.size(), 4U);
  EXPECT_EQ(response.find("SERVER")->value, "one");
  EXPECT_EQ(response.find("x-long")->value, "a b c");
  EXPECT_EQ(response.find("X-Empty")->value, "");
  EXPECT_EQ(response.find("Via"), nullptr);
  EXPECT_EQ(response.content_bytes, 2U);
}

TEST(HttpResponse, NeedsNoPhrase) {
  for (const char* line :
       {"HTTP/2 404 \r\n\r\n", "HTTP/2 404\n\n", "HTTP/3 404 \n\n", "HTTP/2 404", "HTTP/2.0 404\n"}) {
    const Read in = read(line);
    EXPECT_EQ(in.messages, "") << line;
    EXPECT_EQ(in.responses[0].code, 404) << line;
    EXPECT_EQ(in.responses[0].phrase, "") << line;
    EXPECT_TRUE(in.responses[0].is_binary()) << line;
  }
}

struct Content {
  const char* name;
  std::string text;
  std::string expected;
};

void PrintTo(const Content& row, std::ostream* out) { *out << row.name; }

class HttpContent : public testing::TestWithParam<Content> {};

TEST_P(HttpContent, EndsWhereTheRuleSays) { EXPECT_EQ(contents(GetParam().text), GetParam().expected); }

const std::string kOk = "HTTP/1.1 200 OK\r\n";

INSTANTIATE_TEST_SUITE_P(
    Rule, HttpContent,
    testing::Values(
        Content{"to the end", kOk + "\r\nabc", "200:3"}, Content{"nothing", kOk + "\r\n", "200:0"},
        Content{"only fields", kOk + "A: b", "200:0"},
        Content{"by length", kOk + "Content-Length: 3\r\n\r\nabc", "200:3"},
        Content{"by length, line break behind", kOk + "Content-Length: 3\r\n\r\nabc\n", "200:3"},
        Content{"by length, then another", kOk + "Content-Length: 3\r\n\r\nabcHTTP/1.1 404 Not Found\r\n\r\n",
                "200:3 404:0"},
        Content{"a status line in the content", kOk + "Content-Length: 21\r\n\r\nab\nHTTP/1.1 404 No\nab", "200:21"},
        Content{"the same without length", kOk + "\r\nab\nHTTP/1.1 404 No\n\nab", "200:22"},
        Content{"chunked, decoded", kOk + "Transfer-Encoding: chunked\r\n\r\nab\nHTTP/1.1 404 No\n\n", "200:20"},
        Content{"chunked wins over length", kOk + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\nabc",
                "200:3"},
        Content{"cut short", kOk + "Content-Length: 300\r\n\r\nabc", "200:3"},
        Content{"of HEAD", kOk + "Content-Length: 300\r\n\r\n", "200:0"},
        Content{"of HEAD twice", kOk + "Content-Length: 300\r\n\r\n" + kOk + "Content-Length: 3\r\n\r\n",
                "200:0+ 200:0"},
        Content{"length of other bytes", kOk + "Content-Length: 2\r\n\r\nabcdef\nHTTP/1.1 404 No\n\n", "200:7 404:0"},
        Content{"length of compressed bytes", kOk + "Content-Length: 2\r\n\r\nabcdef", "200:6"},
        Content{"two equal lengths", kOk + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 404 No\r\n\r\n",
                "200:3 404:0"},
        Content{"two lengths", kOk + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcHTTP/1.1 404 No\r\n\r\n",
                "200:22"},
        Content{"interim", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + kOk + "\r\nab",
                "100:0+ 103:0+ 200:2"},
        Content{"of a proxy", "HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 200 \r\n\r\nab", "200:0+ 200:2"},
        Content{"redirect that curl follows", "HTTP/1.1 301 Moved\r\nContent-Length: 169\r\n\r\n" + kOk + "\r\nab",
                "301:0+ 200:2"},
        Content{"204", "HTTP/1.1 204 No Content\r\n\r\n", "204:0"},
        Content{"204 and an empty line", "HTTP/1.1 204 No Content\r\n\r\n\n", "204:0"},
        Content{"204 with content", "HTTP/1.1 204 No Content\r\n\r\nabc", "204:3"},
        Content{"204 with content, then another", "HTTP/1.1 204 No Content\r\n\r\nabc\nHTTP/1.1 200 OK\r\n\r\n",
                "204:4 200:0"},
        Content{"304 with the length of the 200", "HTTP/1.1 304 Not Modified\r\nContent-Length: 300\r\n\r\n", "304:0"},
        Content{"lines between", "\n\n" + kOk + "\r\n\r\nHTTP/1.1 404 No\r\n\r\n", "200:0+ 404:0"}));

struct Wrong {
  std::string text;
  std::string messages;
};

class HttpWrong : public testing::TestWithParam<Wrong> {};

TEST_P(HttpWrong, IsReported) { EXPECT_EQ(read(GetParam().text).messages, GetParam().messages); }

INSTANTIATE_TEST_SUITE_P(
    Input, HttpWrong,
    testing::Values(
        Wrong{"", "in:1:1: error: there is no response here\n    1 | \n      | ^ give it what curl -si URL prints\n"},
        Wrong{"<html>\n",
              "in:1:1: error: this is no status line\n    1 | <html>\n      | ^~~~~~ give it what curl -si URL prints: "
              "HTTP/1.1 404 Not Found\n"},
        Wrong{"< HTTP/1.1 200 OK\n",
              "in:1:1: error: this is no status line\n    1 | < HTTP/1.1 200 OK\n      | ^~~~~~~~~~~~~~~~~ use curl "
              "-si instead of curl -v\n"},
        Wrong{"HTTP/1.1 20 OK\n\n",
              "in:1:10: error: the status \"20\" is not three digits\n    1 | HTTP/1.1 20 OK\n      |          ^~ a "
              "status line reads HTTP/1.1 404 Not Found\n"},
        Wrong{"HTTP/1.1 2000\n\n",
              "in:1:10: error: the status \"2000\" is not three digits\n    1 | HTTP/1.1 2000\n      |          ^~~~ a "
              "status line reads HTTP/1.1 404 Not Found\n"},
        Wrong{"HTTP/1.1 200\nno\n\n",
              "in:2:1: error: this field has no colon\n    2 | no\n      | ^~ write Name: value, or an empty line "
              "before the content\n"},
        Wrong{"HTTP/1.1 200\nA : b\n\n",
              "in:2:1: error: \"A \" is no field name\n    2 | A : b\n      | ^~ a name has letters, digits and "
              "hyphens, and the colon follows at once\n"},
        Wrong{std::string("HTTP/1.1 200\nA: \0b\n\n", 20),
              "in:2:4: error: there is a NUL in this header section\n    2 | A: \uFFFD"
              "b\n      |    ^ record it with curl -si URL; a header section is text\n"}));

TEST(HttpResponse, OfWhichThereAreTooMany) {
  std::string text;
  for (std::size_t i = 0; i < kMaxResponses; ++i) text += "HTTP/2 100\n\n";
  EXPECT_EQ(read(text).messages, "");
  EXPECT_NE(read(text + "HTTP/2 200\n\n").messages.find("these are more than 1000 responses"), std::string::npos);
}

TEST(HttpResponse, WithManyErrorsEndsSoon) {
  std::string text = "HTTP/1.1 200\n";
  for (int i = 0; i < 1000; ++i) text += "x" + std::to_string(i) + "\n";
  const std::string messages = read(text).messages;
  EXPECT_LT(std::count(messages.begin(), messages.end(), '\n'), 100);
}

}  // namespace
}  // namespace statusgen
