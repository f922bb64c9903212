#include "product/library.hpp"

#include <algorithm>

#include "template/lexer.hpp"

namespace statusgen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBuiltIn = "templates/";
constexpr std::string_view kProductFile = "/product.json";

// A name stays below its folder: no absolute path, no "..", also not through a link.
bool stays_inside(const fs::path& folder, std::string_view name) {
  const fs::path relative(name);
  if (relative.is_absolute() || name.find('\\') != std::string_view::npos) return false;
  if (std::any_of(relative.begin(), relative.end(), [](const fs::path& part) { return part == ".."; })) return false;
  std::error_code error;
  const fs::path root = fs::weakly_canonical(folder, error);
  const fs::path target = fs::weakly_canonical(folder / relative, error);
  return !error && std::mismatch(root.begin(), root.end(), target.begin(), target.end()).first == root.end();
}

// Every file and folder below a folder. Others may add and remove some meanwhile: what cannot be read is passed over.
template <typename Visit>
void each_below(const fs::path& folder, Visit visit) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) visit(*at);
}

}  // namespace

Library::Library(std::vector<Folder> folders, SourceSet& sources, Diagnostics& diagnostics)
    : folders_(std::move(folders)), sources_(sources), diagnostics_(diagnostics) {
  for (const Folder& folder : folders_) {
    std::error_code error;
    if (!fs::is_directory(folder.path, error)) diagnostics_.error(folder.span, "there is no folder " + in_quotes(folder.path.generic_string()));
  }
}

std::set<std::string> Library::dependencies() const {
  std::set<std::string> out = read_;
  for (const Folder& folder : folders_) {
    out.insert(folder.path.generic_string());
    each_below(folder.path, [&](const fs::directory_entry& entry) {
      std::error_code ignored;
      if (entry.is_directory(ignored)) out.insert(entry.path().generic_string());
    });
  }
  return out;
}

const Source* Library::load(std::string_view name) {
  if (const auto it = loaded_.find(name); it != loaded_.end()) return it->second;
  if (name.find('\0') != std::string_view::npos) return nullptr;  // the end of a name for the file system
  const Source* source = nullptr;
  for (const Folder& folder : folders_) {
    std::error_code error;
    const fs::path path = (folder.path / fs::path(name)).lexically_normal();
    if (!stays_inside(folder.path, name) || !fs::is_regular_file(path, error)) continue;
    read_.insert(path.generic_string());
    if (std::optional<std::string> text = read_file(path, diagnostics_, folder.span)) {
      source = &sources_.add(path.generic_string(), jinja::normalize_newlines(*text));
    }
    return loaded_[std::string(name)] = source;
  }
  const std::string built_in = std::string(kBuiltIn) + std::string(name);
  if (const auto text = find_embedded(built_in)) source = &sources_.add(built_in, jinja::normalize_newlines(*text));
  return loaded_[std::string(name)] = source;
}

std::set<std::string> Library::names() const {
  std::set<std::string> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with(kBuiltIn)) out.emplace(file.path.substr(kBuiltIn.size()));
  }
  for (const Folder& folder : folders_) {
    each_below(folder.path, [&](const fs::directory_entry& entry) {
      std::error_code ignored;
      if (entry.is_regular_file(ignored)) out.insert(entry.path().lexically_relative(folder.path).generic_string());
    });
  }
  return out;
}

std::vector<std::string> Library::template_names() const {
  std::vector<std::string> out;
  for (const std::string& name : names()) {
    if (name.ends_with(".j2")) out.push_back(name);
  }
  return out;
}

std::vector<std::string> Library::product_names() const {
  std::vector<std::string> out;
  for (const std::string& name : names()) {
    const bool product = name.ends_with(kProductFile) && name.find('/') == name.size() - kProductFile.size();
    if (product) out.push_back(name.substr(0, name.size() - kProductFile.size()));
  }
  return out;
}

std::vector<OutputFile> Library::files_of(std::string_view product) {
  std::vector<OutputFile> out;
  const std::string prefix = std::string(product) + "/";
  for (const std::string& name : names()) {
    if (!name.starts_with(prefix)) continue;
    if (const Source* source = load(name)) out.push_back({name, std::string(source->text())});
  }
  return out;
}

}  // namespace statusgen
