// Which rules a response breaks, by the spec alone. No number of a code and no name of a vendor or field that makes a
// rule stands here: the spec says which fields must be there, and which rules of a class forbid what.
#pragma once

#include <string_view>
#include <vector>

#include "commands/entry_guess.hpp"
#include "http/response.hpp"
#include "support/json.hpp"

namespace statusgen {

// What is null does not concern that kind. The template finds the words.
struct Finding {
  std::string_view severity;  // error: a MUST, or a rule that leaves no choice; warning: a SHOULD; remark
  std::string_view kind;      // missing_field, forbidden_field, forbidden_content, invalid_code, unregistered_code,
                              // outdated_phrase, other_phrase, unreadable_retry_after
  Json level = {}, line = {}, field = {}, value = {}, expected = {}, when = {}, rule = {}, source = {};
};

// Errors first, remarks last. The spec has its derived members.
std::vector<Finding> examine(const Json& spec, const Response& response, const Guess& guess);

// Whether a rule of the code's class keeps content out of it.
bool forbids_content(const Json& spec, int code);

// Of the spec's classes; null for none.
const Json* class_of(const Json& spec, int code);

// What a response says may go to a terminal: controls and broken bytes show as U+FFFD, and long
// texts are cut.
Json shown_text(std::string_view text);

}  // namespace statusgen
