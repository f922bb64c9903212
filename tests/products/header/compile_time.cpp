// The header in constant expressions. It is enough that this compiles.
#include HEADER

#include <type_traits>

namespace api = NAMESPACE;
using Code = api::TYPE;

// Any number of 16 bits is a value of the enumeration and stays what it is.
static_assert(std::is_same_v<std::underlying_type_t<Code>, unsigned short>);
constexpr Code unknown{555};
constexpr Code greatest{65535};
static_assert(static_cast<int>(unknown) == 555 && static_cast<int>(greatest) == 65535);

static_assert(api::phrase(Code::not_found) == "Not Found");
static_assert(api::phrase(Code::ok) == "OK");
static_assert(api::phrase(unknown).empty() && api::phrase(greatest).empty() && api::phrase(Code{0}).empty());
static_assert(api::name(Code::continue_) == "continue");
static_assert(api::name(Code::not_found) == "not_found" && api::name(unknown).empty());

static_assert(api::is_server_error(unknown) && !api::is_registered(unknown));
static_assert(api::is_error(Code{599}) && !api::is_error(Code{600}) && !api::is_error(Code{399}));
static_assert(api::is_informational(Code{100}) && api::is_success(Code{299}) && api::is_redirection(Code{300}));

static_assert(api::from_int(404) == Code::not_found && api::from_int(555) == unknown);
static_assert(!api::from_int(99) && !api::from_int(600) && !api::from_int(-404) && !api::from_int(65536 + 404));
static_assert(api::from_registered(404) == Code::not_found && !api::from_registered(555));

static_assert(api::from_phrase("Not Found") == Code::not_found && api::from_phrase("NOT found") == Code::not_found);
static_assert(api::from_phrase("Payload Too Large") == Code::content_too_large);
static_assert(!api::from_phrase("") && !api::from_phrase(" Not Found") && !api::from_phrase("Not Foun"));
static_assert(api::from_name("not_found") == Code::not_found && api::from_name("continue") == Code::continue_);
static_assert(!api::from_name("") && !api::from_name("Not_Found") && !api::from_name("continue_"));

static_assert(noexcept(api::phrase(Code::ok)) && noexcept(api::name(Code::ok)) && noexcept(api::class_of(Code::ok)));
static_assert(noexcept(api::from_int(0)) && noexcept(api::from_phrase("")) && noexcept(api::from_name("")));

// Codes serve as template arguments and as labels.
template <Code code>
struct Handler {
  static constexpr std::string_view kPhrase = api::phrase(code);
};
static_assert(Handler<Code::gone>::kPhrase == "Gone");

constexpr bool may_retry(Code code) {
  switch (code) {
    case Code::too_many_requests:
    case Code::service_unavailable: return true;
    default: return false;
  }
}
static_assert(may_retry(Code::service_unavailable) && !may_retry(Code::not_found));

// What others made of their numbers, as their documentation has it, and each only for their own numbers.
static_assert(api::nginx::phrase(api::nginx::TYPE::client_closed_request) == "Client Closed Request");
static_assert(static_cast<int>(api::nginx::TYPE::no_response) == 444);
static_assert(api::cloudflare::from_int(520) && api::cloudflare::from_int(526) && !api::cloudflare::from_int(444));
static_assert(api::cloudflare::phrase(api::cloudflare::TYPE{522}) == "Connection Timed Out");
static_assert(api::cloudflare::phrase(api::cloudflare::TYPE{404}).empty());
static_assert(api::cloudflare::from_int(530) == api::cloudflare::TYPE{530});
static_assert(api::pantheon::from_int(530) && !api::nginx::from_int(530));
static_assert(api::microsoft::phrase(api::microsoft::TYPE::login_timeout) == "Login Timeout");
static_assert(api::laravel::phrase(api::laravel::TYPE::page_expired) == "Page Expired");
static_assert(api::twitter::from_int(420) == api::twitter::TYPE::enhance_your_calm);
static_assert(!api::nginx::from_int(-1) && !api::nginx::from_int(65536 + 499) && !api::nginx::from_int(404));
static_assert(!std::is_convertible_v<api::nginx::TYPE, Code> && !std::is_convertible_v<Code, int>);

int main() {}
