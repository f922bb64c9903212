// libFuzzer target of the loaders: any bytes are a file that loads or has errors, and never crash.
//
// Byte 0 chooses the kind of file; a spec is followed by overlays, cut at NUL bytes, and overlays are laid over kBase.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "spec/load.hpp"

namespace {

using namespace statusgen;

constexpr std::string_view kBase = R"({"format":"statusgen-spec/1","title":"T","version":"1.0.0","updated":"2026-10-09","registry_date":"2025-09-15",
"sources":[{"id":"iana","title":"IANA","full_title":"IANA","url":"https://www.iana.org/","section_url":null,"year":null}],
"definers":[{"id":"iana","name":"IANA","product":null,"url":"https://www.iana.org/","summary":"The registry."}],
"parties":[{"id":"client","name":"Client","meaning":"The program that sends the request."}],
"classes":[{"id":"4xx","digit":4,"name":"Client Error","meaning":"The request cannot succeed.","rules":[]}],
"rules":[],"situations":[{"id":"not_found","title":"Page not found","message":"There is no page.","advice":"Check the address."}],
"scenarios":[],"glossary":[],"topics":[],"fields":[],
"codes":[{"code":404,"defined_by":"iana","product":null,"name":"not_found","phrase":"Not Found","formerly":[],"also_called":[],
"registry_description":"Not Found","state":"standard","expires":null,"sources":[{"ref":"iana","section":null}],"summary":"Nothing to show.",
"description":[],"support":null,"situation":null,"scenarios":[],"fault":null,"on_wire":true,"condition":null,"retry":null,
"heuristically_cacheable":true,"storable":true,"content":"allowed","method_rewrite":null,"fields":[],"grpc":[],"confused_with":[],"notes":[],
"editorial":[]}]})";

std::vector<std::string_view> parts(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t end = text.find('\0'); end != std::string_view::npos; end = text.find('\0')) {
    out.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  out.push_back(text);
  return out;
}

bool loads(const std::vector<std::string_view>& texts, SourceSet& sources, Diagnostics& diagnostics) {
  std::vector<const Source*> all;
  for (const std::string_view text : texts) all.push_back(&sources.add("part", std::string(text)));
  return load_spec(*all[0], std::span(all).subspan(1), diagnostics).has_value();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  SourceSet sources;
  Diagnostics diagnostics;
  if (!loads({kBase}, sources, diagnostics)) {
    std::cerr << "spec_fuzzer.cpp: kBase is no valid spec any more:\n" << diagnostics.render(false);
    std::exit(1);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  SourceSet sources;
  Diagnostics diagnostics;
  bool good = false;
  if (bytes[0] % 6 == 0) {
    good = loads(parts(rest), sources, diagnostics);
  } else if (bytes[0] % 6 == 1) {
    std::vector<std::string_view> texts = parts(rest);
    texts.insert(texts.begin(), kBase);
    good = loads(texts, sources, diagnostics);
  } else {
    constexpr FileKind kKinds[] = {FileKind::overlay, FileKind::locale, FileKind::product, FileKind::config};
    good = load_file(sources.add("file", std::string(rest)), kKinds[bytes[0] % 6 - 2], diagnostics).has_value();
  }
  if (good == diagnostics.has_errors()) std::abort();
  diagnostics.render(true);
  return 0;
}
