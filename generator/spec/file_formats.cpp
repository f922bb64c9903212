// The table for the smaller formats, and looking things up in all of it.
#include <algorithm>
#include <array>

#include "spec/table_words.hpp"

namespace statusgen {
namespace {

using namespace table;

constexpr std::string_view kWritingDirections[] = {"ltr", "rtl"};
constexpr std::string_view kOptionTypes[] = {"boolean",    "integer",              "choice", "string", "list",
                                             "identifier", "qualified_identifier", "path", "color",  "url",    "links", "file"};
constexpr std::string_view kLoops[] = {"code", "number", "class", "definer", "locale"};
constexpr std::string_view kNewlines[] = {"lf", "crlf"};
constexpr std::string_view kLocaleFormat[] = {"statusgen-locale/1"};
constexpr std::string_view kProductFormat[] = {"statusgen-product/1"};
constexpr std::string_view kBlockFormat[] = {"statusgen-block/1"};
constexpr std::string_view kConfigFormat[] = {"statusgen-config/1"};

constexpr Shape kTag = text(Format::language_tag);
constexpr Shape kLoop = one_of(kLoops);
constexpr Shape kAnything = anything();

constexpr MemberDescriptor kTranslationMembers[] = {
    {"id", required, key_of("situations"), "The situation of the spec."},
    {"title", optional, text(), "The heading that a visitor reads."},
    {"message", optional, text(), "What happened, in plain words."},
    {"advice", optional, text(), "What the visitor can do."},
};
constexpr Shape kTranslation = object("translation", kTranslationMembers);

constexpr MemberDescriptor kLocaleMembers[] = {
    {"format", required, one_of(kLocaleFormat), "The format of this file."},
    {"tag", required, text(Format::language_tag), "The language, as BCP 47 writes it."},
    {"name", required, text(), "The language's name in itself."},
    {"dir", required, one_of(kWritingDirections), "The direction of its writing."},
    {"strings", required, map_of(kText, Format::identifier), "The interface words; what is missing falls back."},
    {"situations", required, list_of(kTranslation, kById), "The texts of situations; what is missing falls back."},
};

constexpr MemberDescriptor kOptionMembers[] = {
    {"name", required, text(Format::identifier), "What --set and templates call it."},
    {"type", required, one_of(kOptionTypes), "What its value may be."},
    {"choices", optional, not_empty(list_of(kText)), "The values of a choice, or of the items of a list."},
    {"default", required, anything(), "The value when nobody sets it."},
    {"help", required, text(), "What it does, in one line."},
};
constexpr Shape kOption = object("option", kOptionMembers);

constexpr MemberDescriptor kRequirementMembers[] = {
    {"that", required, text(), "An expression that must be true."},
    {"message", required, text(), "What to say when it is not: a template."},
};
constexpr Shape kRequirement = object("requirement", kRequirementMembers);

constexpr MemberDescriptor kProductOutputMembers[] = {
    {"template", required, text(), "The template, relative to the templates folder."},
    {"for_each", optional, {.types = kString | kList, .values = kLoops, .items = &kLoop, .may_be_empty = false},
     "What the output is repeated for, outermost first; nothing: once."},
    {"where", optional, text(), "An expression over the template's names: the repetitions to keep."},
    {"path", required, text(), "The output's path, as a template."},
    {"language", optional, text(Format::identifier), "The output's language, where its extension does not say it."},
    {"newline", optional, one_of(kNewlines), "How lines end, where the format demands it."},
};
constexpr Shape kProductOutput = object("product output", kProductOutputMembers);

constexpr MemberDescriptor kProductMembers[] = {
    {"format", required, one_of(kProductFormat), "The format of this file."},
    {"summary", required, text(), "What the product is, in one line."},
    {"options_of", optional, text(Format::id), "A product whose options and requirements hold here, too."},
    {"options", optional, list_of(kOption, kByName), "What its user may choose."},
    {"require", optional, list_of(kRequirement), "What must hold before anything is rendered."},
    {"data", optional, map_of(kText, Format::identifier), "JSON files of facts about the target, by name."},
    {"where", optional, text(), "An expression over a code's members: the codes to keep."},
    {"outputs", required, not_empty(list_of(kProductOutput)), "The files that it consists of."},
};

constexpr MemberDescriptor kBlockMembers[] = {
    {"format", required, one_of(kBlockFormat), "The format of this file."},
    {"summary", required, text(), "What the block holds, in one line."},
    {"options", optional, list_of(kOption, kByName), "What a marker may say; \"where\" needs no mention."},
    {"require", optional, list_of(kRequirement), "What must hold before anything is rendered."},
    {"where", optional, text(), "An expression over a code's members: the codes to keep."},
};

constexpr MemberDescriptor kConfigOutputMembers[] = {
    {"product", required, text(Format::id), "The product."},
    {"directory", required, text(), "The folder that receives its files, relative to this file."},
    {"options", optional, map_of(kAnything, Format::text), "Values of its options."},
    {"where", optional, text(), "An expression over a code's members: the codes to keep."},
    {"locales", optional, not_empty(list_of(kTag)), "The languages, the main one first."},
};
constexpr Shape kConfigOutput = object("configured output", kConfigOutputMembers);

constexpr MemberDescriptor kConfigMembers[] = {
    {"format", required, one_of(kConfigFormat), "The format of this file."},
    {"spec", optional, text(), "The spec; nothing: the built-in one. All paths are relative to this file."},
    {"overlays", optional, list_of(kText), "Overlays, in the order in which they apply."},
    {"templates", optional, list_of(kText), "Folders of further products and replaced templates."},
    {"locales", optional, not_empty(list_of(kTag)), "The languages, the main one first."},
    {"where", optional, text(), "An expression over a code's members: the codes to keep."},
    {"options", optional, map_of(kAnything, Format::text), R"(Values by "option" or "product.option".)"},
    {"outputs", optional, list_of(kConfigOutput), "What to generate, and where."},
    {"inject", optional, list_of(kText), "Hand-written files with marked blocks to refresh."},
};

constexpr Shape kLocale = object("locale", kLocaleMembers);
constexpr Shape kProduct = object("product", kProductMembers);
constexpr Shape kBlock = object("block", kBlockMembers);
constexpr Shape kConfig = object("configuration", kConfigMembers);

constexpr FileFormat kFiles[] = {
    {FileKind::spec, "statusgen-spec/1", Completeness::complete, kSpec},
    {FileKind::overlay, "statusgen-overlay/1", Completeness::partial, kOverlay},
    {FileKind::locale, "statusgen-locale/1", Completeness::complete, kLocale},
    {FileKind::product, "statusgen-product/1", Completeness::complete, kProduct},
    {FileKind::block, "statusgen-block/1", Completeness::complete, kBlock},
    {FileKind::config, "statusgen-config/1", Completeness::complete, kConfig},
};

}  // namespace

const MemberDescriptor* find_member(const Shape& object, std::string_view name, std::size_t& next) {
  const std::size_t count = object.member_count;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t index = (next + i) % count;
    if (object.first_member[index].name != name) continue;
    next = index + 1;
    return object.first_member + index;
  }
  return nullptr;
}

const MemberDescriptor* find_member(const Shape& object, std::string_view name) {
  std::size_t next = 0;
  return find_member(object, name, next);
}

std::span<const FileFormat> file_formats() { return kFiles; }

const FileFormat& file_format(FileKind kind) {
  return *std::find_if(std::begin(kFiles), std::end(kFiles), [&](const FileFormat& file) { return file.kind == kind; });
}

std::optional<FileKind> file_kind(std::string_view format) {
  const auto named = [&](const FileFormat& file) { return file.format == format; };
  const auto* file = std::find_if(std::begin(kFiles), std::end(kFiles), named);
  return file == std::end(kFiles) ? std::nullopt : std::optional(file->kind);
}

}  // namespace statusgen
