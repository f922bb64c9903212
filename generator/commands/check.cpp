#include "commands/make.hpp"
#include "output/compare.hpp"

namespace statusgen {
namespace {

// For patch -p1 from here, which takes no absolute paths.
std::string from_here(const std::filesystem::path& path) {
  const std::filesystem::path normal = path.lexically_normal();
  std::error_code error;
  const std::filesystem::path relative = normal.is_absolute() ? normal.lexically_relative(std::filesystem::current_path(error)) : normal;
  return (relative.empty() || *relative.begin() == ".." ? normal : relative).generic_string();
}

}  // namespace

Exit run_check(Session& session) {
  Made made = make_plans(session);
  if (made.exit != Exit::done) return made.exit;
  const std::optional<std::vector<FileSet>> sets = make_files(made, session);
  if (!sets) return Exit::wrong_input;
  std::size_t files = made.injected.size(), differences = 0;
  for (const FileSet& set : *sets) {
    files += set.files.size();
    for (Difference& difference : compare_files(set.directory, set.files, session.sources, session.diagnostics)) {
      ++differences;
      difference.path = from_here(set.directory / difference.path);
      session.out << render_difference(difference);
    }
  }
  differences += print_differences(made.injected, session.out);
  if (session.diagnostics.has_errors()) return Exit::wrong_input;
  if (differences == 0) {
    if (!session.line.quiet) session.out << files << (files == 1 ? " file is" : " files are") << " up to date\n";
    return Exit::done;
  }
  session.diagnostics.error({}, std::to_string(differences) + (differences == 1 ? " file differs" : " files differ") + " from what is generated",
                            std::string("run statusgen generate with the same arguments") + (has_edits(made.injected) ? " and --force" : ""));
  return Exit::differences;
}

}  // namespace statusgen
