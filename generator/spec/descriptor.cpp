// The table for the spec and its overlays.
#include "spec/descriptor.hpp"

#include <algorithm>
#include <array>

#include "spec/table_words.hpp"

namespace statusgen::table {
namespace {

// ---- Enumerations and keys ------------------------------------------------------------------------------------------

constexpr std::string_view kLevels[] = {"MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"};
constexpr std::string_view kFieldLevels[] = {"MUST", "SHOULD", "MAY"};
constexpr std::string_view kSubjects[] = {"client", "server", "user_agent", "cache", "proxy"};
constexpr std::string_view kClassIds[] = {"1xx", "2xx", "3xx", "4xx", "5xx"};
constexpr std::string_view kStates[] = {"standard", "temporary", "deprecated", "obsolete",
                                        "unused",   "proposed",  "unofficial", "retired"};
constexpr std::string_view kFaults[] = {"client", "server", "intermediary"};
constexpr std::string_view kConditions[] = {"temporary", "permanent", "either"};
constexpr std::string_view kRetries[] = {"never",        "same_request",     "after_delay",
                                         "after_change", "other_connection", "other_credentials"};
constexpr std::string_view kContents[] = {"allowed", "forbidden", "empty"};
constexpr std::string_view kMethodRewrites[] = {"none", "may_change_to_get", "get", "preserve"};
constexpr std::string_view kGrpcStatuses[] = {
    "OK",        "CANCELLED",           "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
    "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE",
    "UNIMPLEMENTED", "INTERNAL",        "UNAVAILABLE", "DATA_LOSS",    "UNAUTHENTICATED"};
constexpr std::string_view kGrpcDirections[] = {"to_http", "from_http"};

constexpr std::string_view kByRef[] = {"ref"};
constexpr std::string_view kByTerm[] = {"term"};
constexpr std::string_view kByPhrase[] = {"phrase"};
constexpr std::string_view kByLabel[] = {"label"};
constexpr std::string_view kByCode[] = {"code"};
constexpr std::string_view kByCodeAndDefiner[] = {"code", "defined_by"};

constexpr std::string_view kSpecFormat[] = {"statusgen-spec/1"};
constexpr std::string_view kOverlayFormat[] = {"statusgen-overlay/1"};

constexpr Shape kParty = key_of("parties");
constexpr Shape kScenarioId = key_of("scenarios");
constexpr Shape kAnyCode{.types = kInteger, .min = 0, .max = 999, .refers_to = "codes", .lets_go = true};

// ---- The spec -------------------------------------------------------------------------------------------------------

constexpr MemberDescriptor kReferenceMembers[] = {
    {"ref", required, key_of("sources"), "The source that says so."},
    {"section", optional, or_null(text()), "The section of it, as the source itself numbers it."},
};
constexpr Shape kReference = object("reference", kReferenceMembers, kByRef);

constexpr MemberDescriptor kSourceMembers[] = {
    {"id", required, text(Format::id), "What references call it."},
    {"title", required, text(), "How it is cited: RFC 9110."},
    {"full_title", required, or_null(text()), "Its own title: HTTP Semantics."},
    {"url", required, text(Format::url), "Where to read it."},
    {"section_url", optional, or_null(text(Format::section_url)), "Where to read one section, with {section} in it."},
    {"year", required, or_null(integer(1960, 2999)), "The year of its publication."},
};
constexpr Shape kSource = object("source", kSourceMembers);

constexpr MemberDescriptor kSignMembers[] = {
    {"field", required, text(Format::field_name), "The field of a response: Server."},
    {"word", optional, or_null(text()), "A whole word in its value, in any case; null: the field is enough."},
    {"source", optional, or_null(kReference), "Who says so."},
};
constexpr Shape kSign = object("sign", kSignMembers);

constexpr MemberDescriptor kDefinerMembers[] = {
    {"id", required, text(Format::id), "What codes call it in defined_by."},
    {"name", required, text(), "Who it is: Cloudflare."},
    {"product", required, or_null(text()), "The product that uses the codes."},
    {"url", required, or_null(text(Format::url)), "Where it documents them."},
    {"summary", required, text(), "What it is, and what its codes are for."},
    {"signs", optional, list_of(kSign), "What in a response shows that it had a hand in it."},
};
constexpr Shape kDefiner = object("definer", kDefinerMembers);

constexpr MemberDescriptor kPartyMembers[] = {
    {"id", required, text(Format::id), "What scenarios call it."},
    {"name", required, text(), "What readers call it."},
    {"meaning", required, text(), "What it does on the way of a request."},
};
constexpr Shape kPartyObject = object("party", kPartyMembers);

constexpr MemberDescriptor kProhibitionMembers[] = {
    {"field", required, or_null(text(Format::field_name)), "The field that may not be there; null: the content."},
    {"codes", required, or_null(list_of(kAnyCode)), "The codes that it holds for; null: the whole class."},
};
constexpr Shape kProhibition = object("prohibition", kProhibitionMembers);

constexpr MemberDescriptor kClassRuleMembers[] = {
    {"text", required, text(), "The rule, in one sentence."},
    {"level", required, or_null(one_of(kLevels)), "Its requirement word; null where the source uses none."},
    {"subject", required, or_null(one_of(kSubjects)), "Who has to obey."},
    {"source", required, kReference, "Who says so."},
    {"forbids", optional, or_null(kProhibition), "What it keeps out of a response; null: it says something else."},
};
constexpr Shape kClassRule = object("class rule", kClassRuleMembers);

constexpr MemberDescriptor kClassMembers[] = {
    {"id", required, one_of(kClassIds), "The class: 4xx."},
    {"digit", required, integer(1, 5), "The first digit of its codes."},
    {"name", required, text(), "Its name: Client Error."},
    {"meaning", required, text(), "What all its codes have in common."},
    {"rules", required, list_of(kClassRule), "What holds for all its codes."},
};
constexpr Shape kClass = object("class", kClassMembers);

constexpr MemberDescriptor kRuleMembers[] = {
    {"id", required, text(Format::id), "What others call it."},
    {"text", required, text(), "The rule, in one sentence."},
    {"level", required, or_null(one_of(kLevels)), "Its requirement word; null where the source uses none."},
    {"subject", required, or_null(one_of(kSubjects)), "Who has to obey."},
    {"source", required, kReference, "Who says so."},
};
constexpr Shape kRule = object("rule", kRuleMembers);

constexpr MemberDescriptor kSituationMembers[] = {
    {"id", required, text(Format::id), "What codes call it."},
    {"title", required, text(), "The heading that a visitor reads."},
    {"message", required, text(), "What happened, in plain words."},
    {"advice", required, text(), "What the visitor can do."},
};
constexpr Shape kSituation = object("situation", kSituationMembers);

constexpr MemberDescriptor kScenarioMembers[] = {
    {"id", required, text(Format::id), "What codes call it."},
    {"chain", required, not_empty(list_of(kParty)), "The parties on the way, the client first."},
    {"cause", required, kParty, "The party that causes the answer."},
    {"reporter", required, kParty, "The party that sends it."},
    {"sentence", required, text(), "What happens."},
};
constexpr Shape kScenario = object("scenario", kScenarioMembers);

constexpr MemberDescriptor kTermMembers[] = {
    {"term", required, text(), "The word."},
    {"meaning", required, text(), "What it means here."},
    {"source", required, or_null(kReference), "Who defines it."},
};
constexpr Shape kTerm = object("term", kTermMembers);

constexpr MemberDescriptor kTopicMembers[] = {
    {"id", required, text(Format::id), "What links call it."},
    {"title", required, text(), "The question that it answers."},
    {"paragraphs", required, list_of(kText), "The answer."},
    {"codes", required, list_of(kAnyCode), "The codes that it is about."},
    {"sources", required, list_of(kReference), "Where to read more."},
};
constexpr Shape kTopic = object("topic", kTopicMembers);

constexpr MemberDescriptor kFieldMembers[] = {
    {"name", required, text(Format::field_name), "The header field: Retry-After."},
    {"syntax", required, text(), "What its value looks like."},
    {"example", required, text(), "A whole valid value."},
    {"source", required, kReference, "Who defines it."},
    {"http_1_only", optional, or_null(boolean()), "True where HTTP/2 and HTTP/3 forbid it."},
};
constexpr Shape kField = object("field", kFieldMembers);

// ---- A code ---------------------------------------------------------------------------------------------------------

constexpr MemberDescriptor kFormerPhraseMembers[] = {
    {"phrase", required, text(), "An official phrase of the past."},
    {"source", required, or_null(kReference), "Where it was official."},
};
constexpr Shape kFormerPhrase = object("former phrase", kFormerPhraseMembers);

constexpr MemberDescriptor kLabelMembers[] = {
    {"label", required, text(), "A name in use that never was official."},
    {"source", required, or_null(kReference), "Who uses it."},
};
constexpr Shape kLabel = object("label", kLabelMembers);

constexpr MemberDescriptor kResponseFieldMembers[] = {
    {"name", required, key_of("fields", Format::field_name), "The header field."},
    {"level", required, or_null(one_of(kFieldLevels)), "Its requirement word; null where the source uses none."},
    {"when", required, or_null(text()), "The condition; null: always."},
    {"unless", optional, or_null(list_of(kSign)), "What in a response shows that it is not needed; null: only the request tells."},
    {"source", required, or_null(kReference), "Who says so."},
};
constexpr Shape kResponseField = object("response field", kResponseFieldMembers);

constexpr MemberDescriptor kGrpcMembers[] = {
    {"status", required, one_of(kGrpcStatuses), "The gRPC status."},
    {"direction", required, one_of(kGrpcDirections), "Whether gRPC becomes HTTP or the reverse."},
};
constexpr Shape kGrpc = object("gRPC mapping", kGrpcMembers);

constexpr MemberDescriptor kLookAlikeMembers[] = {
    {"code", required, kAnyCode, "The other code."},
    {"difference", required, prose(), "The sentence that tells the two apart."},
};
constexpr Shape kLookAlike = object("look-alike", kLookAlikeMembers);

constexpr MemberDescriptor kNoteMembers[] = {
    {"text", required, prose(), "What else there is to know."},
    {"source", required, or_null(kReference), "Who says so."},
};
constexpr Shape kNote = object("note", kNoteMembers);

constexpr MemberDescriptor kCodeFacts[] = {
    {"code", required, integer(0, 999), "The number."},
    {"defined_by", required, key_of("definers"), "Who defines it; with the number, the key of the entry."},
    {"product", required, or_null(text()), "Which of the definer's products uses it."},
    {"name", required, text(Format::identifier), "The name in programs, unique per definer: not_found."},
    {"phrase", required, or_null(text()), "Today's official reason phrase; null where none is assigned."},
    {"formerly", required, list_of(kFormerPhrase, kByPhrase), "The official phrases of the past, oldest first."},
    {"also_called", required, list_of(kLabel, kByLabel), "Other names in use."},
    {"registry_description", required, or_null(text()), "IANA's description, exactly as the registry prints it."},
    {"state", required, one_of(kStates), "How official it is today."},
    {"expires", required, or_null(text(Format::date)), "The day on which a temporary registration ends."},
    {"sources", required, not_empty(list_of(kReference)), "Who says what it is, the defining source first."},
    {"summary", required, prose(), "What it means, in one line for developers."},
    {"description", required, list_of(kProse), "What it means, in paragraphs."},
    {"support", required, or_null(prose()), "What a help desk tells a caller."},
    {"situation", required, or_null(key_of("situations")), "What a visitor is told."},
    {"scenarios", required, list_of(kScenarioId), "Who may cause and report it."},
    {"fault", required, or_null(one_of(kFaults)), "Whose fault it is."},
    {"on_wire", required, also(kTrue | kNull, text()), "True, or how else it shows; null: unknown."},
    {"condition", required, or_null(one_of(kConditions)), "Whether it passes by itself."},
    {"retry", required, or_null(one_of(kRetries)), "Whether and how the request may be repeated."},
    {"heuristically_cacheable", required, or_null(boolean()), "Whether a cache may choose a lifetime by itself."},
    {"storable", required, or_null(boolean()), "False where no cache may store it."},
    {"content", required, or_null(one_of(kContents)), "Whether the response has content."},
    {"method_rewrite", required, or_null(one_of(kMethodRewrites)), "What a redirect does to the method."},
    {"fields", required, list_of(kResponseField, kByName), "The header fields that come with it."},
    {"grpc", required, list_of(kGrpc), "The gRPC statuses that it stands for."},
    {"confused_with", required, list_of(kLookAlike, kByCode), "The codes that it is mistaken for."},
    {"notes", required, list_of(kNote), "What else there is to know."},
};

constexpr auto kCodeFactNames = [] {
  std::array<std::string_view, std::size(kCodeFacts)> names;
  std::transform(std::begin(kCodeFacts), std::end(kCodeFacts), names.begin(), [](const auto& m) { return m.name; });
  return names;
}();
constexpr Shape kCodeFactName = one_of(kCodeFactNames);

constexpr auto kCodeMembers = [] {
  std::array<MemberDescriptor, std::size(kCodeFacts) + 1> members{};
  std::copy(std::begin(kCodeFacts), std::end(kCodeFacts), members.begin());
  members.back() = {"editorial", required, list_of(kCodeFactName), "The members whose value is our own judgment."};
  return members;
}();
constexpr Shape kCode = object("code", kCodeMembers);

// ---- The whole ------------------------------------------------------------------------------------------------------

constexpr std::array kSpecMembers = std::to_array<MemberDescriptor>({
    {"format", required, one_of(kSpecFormat), "The format of this file."},
    {"title", required, text(), "What this file is."},
    {"version", required, text(Format::version), "The version of its content."},
    {"updated", required, text(Format::date), "The day on which it was last compared with IANA's registry."},
    {"registry_date", required, text(Format::date), "The date that the compared registry carried."},
    {"sources", required, list_of(kSource, kById), "The documents that everything here rests on."},
    {"definers", required, list_of(kDefiner, kById), "Who defines codes: IANA and the vendors."},
    {"parties", required, list_of(kPartyObject, kById), "Who stands between a client and an answer."},
    {"classes", required, list_of(kClass, kById), "1xx to 5xx."},
    {"rules", required, list_of(kRule, kById), "What holds for all codes."},
    {"situations", required, list_of(kSituation, kById), "What a visitor is told; the part that is translated."},
    {"scenarios", required, list_of(kScenario, kById), "Who causes and who reports."},
    {"glossary", required, list_of(kTerm, kByTerm), "The words used."},
    {"topics", required, list_of(kTopic, kById), "Questions that concern several codes."},
    {"fields", required, list_of(kField, kByName), "The header fields that codes name."},
    {"codes", required, list_of(kCode, kByCodeAndDefiner), "One entry per number and definer."},
});

constexpr auto kOverlayMembers = [] {
  auto members = kSpecMembers;
  members[0].shape = one_of(kOverlayFormat);
  return members;
}();

}  // namespace

constexpr Shape kSpec = object("spec", kSpecMembers);
constexpr Shape kOverlay = object("overlay", kOverlayMembers);

}  // namespace statusgen::table
