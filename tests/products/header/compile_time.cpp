// The header in constant expressions. It is enough that this compiles.
#include HEADER

#include <optional>
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
static_assert(api::phrase(api::nginx::TYPE::client_closed_request) == "Client Closed Request");
static_assert(static_cast<int>(api::nginx::TYPE::no_response) == 444);
static_assert(api::from_int<api::cloudflare::TYPE>(520) && api::from_int<api::cloudflare::TYPE>(526) && !api::from_int<api::cloudflare::TYPE>(444));
static_assert(api::phrase(api::cloudflare::TYPE{522}) == "Connection Timed Out");
static_assert(api::phrase(api::cloudflare::TYPE{404}).empty());
static_assert(api::from_int<api::cloudflare::TYPE>(530) == api::cloudflare::TYPE{530});
static_assert(api::from_int<api::pantheon::TYPE>(530) && !api::from_int<api::nginx::TYPE>(530));
static_assert(api::phrase(api::microsoft::TYPE::login_timeout) == "Login Timeout");
static_assert(api::phrase(api::laravel::TYPE::page_expired) == "Page Expired");
static_assert(api::from_int<api::twitter::TYPE>(420) == api::twitter::TYPE::enhance_your_calm);
static_assert(!api::from_int<api::nginx::TYPE>(-1) && !api::from_int<api::nginx::TYPE>(65536 + 499) && !api::from_int<api::nginx::TYPE>(404));
static_assert(!std::is_convertible_v<api::nginx::TYPE, Code> && !std::is_convertible_v<Code, int>);

// A number and a code tell of the same meanings, the registered one first.
constexpr int meanings_of_508() {
  int count = 0;
  for (const api::entry& meaning : api::lookup(508)) count += meaning.definer == (count == 0 ? "iana" : "cpanel");
  return count;
}
static_assert(meanings_of_508() == 2 && api::lookup(Code::not_found).begin() != api::lookup(404).end() && !(api::lookup(777).begin() != api::lookup(777).end()));

// What is known of a code.
static_assert(api::info(Code::content_too_large).definer == "iana" && api::info(Code::content_too_large).state == "standard");
static_assert(api::info(Code::content_too_large).source == "RFC 9110, section 15.5.14");
static_assert(api::info(Code::content_too_large).url == "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.14");
static_assert(*api::info(Code::content_too_large).former_phrases.begin() == "Request Entity Too Large");
static_assert(api::info(unknown).number == 555 && api::info(unknown).name.empty() && api::info(unknown).former_phrases.empty());
static_assert(api::info(api::nginx::TYPE::client_closed_request).definer == "nginx");

static_assert(api::status_line(Code::not_found) == "HTTP/1.1 404 Not Found\r\n" && api::digits(unknown) == "555");
static_assert(api::status_line(unknown) == "HTTP/1.1 555 \r\n" && api::status_line(greatest).empty());
static_assert(api::from_digits("404") == Code::not_found && !api::from_digits("4040") && !api::from_digits("+40") && !api::from_digits("099"));
static_assert(!api::from_phrase<api::letter_case::exact>("NOT FOUND") && api::from_phrase<api::letter_case::exact>("Not Found"));
static_assert(api::effective(Code{499}) == Code::bad_request && api::effective(unknown) == Code::internal_server_error);
static_assert(api::effective(Code{0}) == Code::internal_server_error && api::effective(greatest) == Code::internal_server_error);
static_assert(api::effective(Code::gone) == Code::gone && api::effective(Code{199}) == Code::continue_);
static_assert(api::all[0] == Code::continue_ && api::all[sizeof(api::all) / sizeof(Code) - 1] == Code::network_authentication_required);

// Nothing and something compare and convert as with std::optional.
static_assert(api::from_int(404) != api::from_int(405) && api::from_int(1) == api::from_int(2) && api::from_int(1) != Code{0});
static_assert(api::from_int(99).value_or(Code::ok) == Code::ok && *api::from_int(404) == Code::not_found);
constexpr std::optional<Code> converted = api::from_int(404), empty = api::from_int(4040);
static_assert(converted == Code::not_found && !empty);

int main() {}
