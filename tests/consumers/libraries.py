"""Ways to statusgen, and what becomes of the library: one function for each consumer."""
import shutil

from harness import MAKE, NINJA, MULTI, ROOT, STRICT, files_below, message_of, run

RULES = "build.ninja", "impl-Debug.ninja", "build.make"  # where the generators write the commands
HEADERS = {f"acme/http_status{part}.hpp" for part in ("", "_core", "_format", "_error")}


def find_package(task):
    project = task.project("find_package")
    project.start()
    project.says()
    project.has_nothing_to_do()
    project.misses_no_dependencies()


def moved_prefix(task):
    """The archive that CPack makes, unpacked wherever: nothing in it may know where it was built."""
    prefix = task.folder / "moved here"
    shutil.copytree(task.world.archive, prefix)
    project = task.project("find_package", prefix=prefix)
    project.start()
    project.says()
    files = (path for path in project.build_folder.rglob("*") if path.name in RULES)
    used = any("moved here/bin/statusgen" in path.read_text().replace("\\", "") for path in files)
    task.check("the moved statusgen is used", used)
    environment = {"PKG_CONFIG_PATH": str(prefix / "share/pkgconfig")}
    _, variable = run(["pkg-config", "--variable=statusgen", "statusgen"], environment)
    task.equal("pkg-config names it", run([variable.strip().replace("\\", ""), "--version"])[0], 0)


def _builds_the_tool(task, name):
    """The tool is built unoptimized, and once for all of a machine where there is ccache."""
    options = f"-DSTATUSGEN_SOURCE={ROOT}", "-DCMAKE_CXX_FLAGS=-O0", "-DCMAKE_DISABLE_FIND_PACKAGE_GTest=ON"
    project = task.project(name, options=options, env=task.world.compiler_cache)
    project.start("builds, the tool too, without GoogleTest")
    project.says()
    project.has_nothing_to_do()
    project.misses_no_dependencies()
    cache = (project.build_folder / "CMakeCache.txt").read_text()
    off = "STATUSGEN_BUILD_TESTS:BOOL=OFF" in cache and "STATUSGEN_INSTALL:BOOL=OFF" in cache
    task.check("tests and installation of a subproject are off", off)
    project.install(task.folder / "installed")
    task.equal("only the program is installed", files_below(task.folder / "installed"), {"bin/app"})
    return project


def add_subdirectory(task):
    project = _builds_the_tool(task, "add_subdirectory")
    tool = project.build_folder / "statusgen/generator/statusgen"
    tool.unlink()
    output = project.build(what="builds again when the tool is gone")
    task.check("a tool that was linked again generates again", output.count("Generating acme_status") == 1, output)
    task.check("and nothing is compiled for it", "Building" not in output, output)
    project.has_nothing_to_do()


def fetch_content(task):
    _builds_the_tool(task, "fetch_content")


def given_executable(task):
    """A subproject that builds no tool needs none of its libraries."""
    source, tool = f"-DSTATUSGEN_SOURCE={ROOT}", task.world.prefix / "bin/statusgen"
    project = task.project("fetch_content", options=[source, f"-DSTATUSGEN_EXECUTABLE={tool}"])
    project.start()
    project.says()
    project.has_nothing_to_do()
    cache = (project.build_folder / "CMakeCache.txt").read_text()
    task.check("nlohmann_json and cxxopts are not looked for", "nlohmann" not in cache and "CXXOPTS" not in cache)
    wrong = task.project("fetch_content", build="wrong", options=[source, "-DSTATUSGEN_EXECUTABLE=/usr/bin/false"])
    task.equal("one that is no statusgen is refused", message_of(wrong.try_configure()[1]),
               "STATUSGEN_EXECUTABLE: /usr/bin/false does not run on this machine as statusgen")


def siblings(task):
    project = task.project("siblings", options=[f"-DSTATUSGEN_SOURCE={ROOT}"])
    project.start()
    project.says("app/app")
    project.has_nothing_to_do()
    project.misses_no_dependencies()


def _kinds(task, *options):
    project = task.project("kinds", options=options)
    project.start()
    for kind in ("interface", "static", "shared", "object", "by_default"):
        project.says(f"app_{kind}")
    project.has_nothing_to_do()
    project.misses_no_dependencies()
    return project


def kinds(task):
    project = _kinds(task, "-DCMAKE_CXX_VISIBILITY_PRESET=hidden", "-DCMAKE_VISIBILITY_INLINES_HIDDEN=ON")
    header = "status_static.statusgen/cpp/acme/http_status.hpp"
    (project.build_folder / header).unlink()
    if task.generator == MAKE:  # as the head of the module says
        project.build("--target", "clean", what="cleans")
        task.equal("clean leaves nothing", sorted(project.build_folder.glob("*.statusgen/**/*")), [])
    project.build(what="builds again when a header is gone")
    task.check("the header is back", (project.build_folder / header).exists())
    project.has_nothing_to_do()


def unity(task):
    _kinds(task, "-DCMAKE_UNITY_BUILD=ON")


def warnings_gcc(task):
    _kinds(task, "-DCMAKE_CXX_COMPILER=g++", f"-DCMAKE_CXX_FLAGS={STRICT}")


def warnings_clang(task):
    _kinds(task, "-DCMAKE_CXX_COMPILER=clang++", f"-DCMAKE_CXX_FLAGS={STRICT}")


def odd_paths(task):
    task.folder /= "sp ace (x)"
    project = task.project("find_package")
    project.source = task.copy_of("find_package")
    project.start()
    project.says()
    project.has_nothing_to_do()
    project.misses_no_dependencies()


def _export(task, name, user):
    exported = task.project(name)
    exported.start()
    prefix = task.folder / "installed"
    exported.install(prefix)
    headers = {path.removeprefix("include/") for path in files_below(prefix) if path.startswith("include/")}
    importing = task.project(user, build="user", prefix=prefix)
    importing.start("the user of what was installed builds")
    importing.says()
    return exported, headers


def export(task):
    _, headers = _export(task, "export", "export_user")
    others = {header.replace("http_status", other) for header in HEADERS for other in ("compiled", "shared")}
    task.equal("all headers are installed", headers, HEADERS | others)


def old_cmake(task):
    project, headers = _export(task, "old_cmake", "old_cmake_user")
    task.equal("all headers are installed", headers, HEADERS)
    project.says("app_interface")
    project.says("app_static")
    project.has_nothing_to_do()


def pointer_size(task):
    project = task.project("pointer_size")
    project.start("a package of 64 bits serves a build for 32")
    project.says()


def parallel(task):
    project = task.project("parallel", prefix=task.world.counting_prefix)
    project.configure()
    runs = []
    for _ in range(6):
        project.build("--target", "clean", what="cleans")
        code, output = project.try_build("-j16")
        if not task.check("builds with 16 processes", code == 0, output):
            return
        runs.append(project.take_log()[0])
    task.equal("each build generates once", runs, [1] * len(runs))
    for program in ("one/one", "two/two"):
        project.says(program)
    project.build("--target", "clean", what="cleans")
    project.build("--target", "one", what="one program builds alone from clean")
    task.equal("and generates once", project.take_log()[0], 1)


CONSUMERS = {
    add_subdirectory: (NINJA,),
    find_package: (NINJA, MAKE, MULTI),
    moved_prefix: (NINJA, MAKE, MULTI),
    given_executable: (NINJA, MAKE, MULTI),
    siblings: (NINJA, MAKE, MULTI),
    kinds: (NINJA, MAKE, MULTI),
    unity: (NINJA, MAKE, MULTI),
    warnings_gcc: (NINJA,),
    warnings_clang: (MAKE,),
    odd_paths: (NINJA, MAKE, MULTI),
    export: (NINJA, MAKE, MULTI),
    old_cmake: (NINJA, MAKE, MULTI),
    pointer_size: (NINJA,),
    parallel: (NINJA, MAKE, MULTI),
    fetch_content: (MAKE,),  # long after add_subdirectory, which has then compiled the same
}
