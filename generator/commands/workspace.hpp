// Everything that a run reads, loaded: spec with overlays, locales, templates. Commands work on this.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "commands/config.hpp"
#include "product/library.hpp"
#include "template/engine.hpp"

namespace statusgen {

class Workspace {
 public:
  Workspace(const Inputs& inputs, jinja::Limits limits, SourceSet& sources, Diagnostics& diagnostics);

  // False when the spec or an overlay has errors: nothing can be made then.
  bool has_spec() const { return spec_is_right_; }
  const Json& spec() const { return *spec_; }  // with derived members
  Library& library() { return library_; }
  jinja::Engine& engine() { return engine_; }

  // Complete locales by tag or file; errors are reported, also those beside errors of the spec, with which none is
  // complete. No tags: English. "all": every built-in one.
  std::vector<const Json*> locales(const std::vector<std::string>& tags);

  // One locale without what it falls back to, by its tag or file; null with an error reported, or when there is none.
  const Json* locale_file(const std::string& name);

  // Files and folders on disk that the run depends on.
  std::set<std::string> dependencies() const;

 private:
  const Json* locale(const std::string& tag);

  const Inputs& inputs_;
  SourceSet& sources_;
  Diagnostics& diagnostics_;
  std::set<std::string> read_;
  Library library_;
  jinja::Engine engine_;
  std::optional<Json> spec_;  // what is known of it
  bool spec_is_right_ = false;
  std::map<std::string, std::unique_ptr<Json>> locale_files_;  // null: does not exist or has errors
  std::map<std::string, std::unique_ptr<Json>> resolved_;
};

// The text of a file, or of the built-in one of that name; null with an error reported.
const Source* open_input(const InputFile& file, SourceSet& sources, Diagnostics& diagnostics);

jinja::Limits limits_of(const CommandLine& line);

}  // namespace statusgen
