"""Cross-compiling: which statusgen runs on this machine, and what is said when none does."""
from harness import HERE, NINJA, ROOT, message_of, write_program

TOOLCHAIN = HERE / "cross/toolchain.cmake"


def _project(task, name, prefix, *options, path=None, source="find_package"):
    # A root without packages hides CMAKE_PREFIX_PATH; the package's own folder is what works.
    options = (f"-DCMAKE_TOOLCHAIN_FILE={TOOLCHAIN}", f"-Dstatusgen_DIR={prefix}/share/cmake/statusgen", *options)
    env = {"PATH": f"{path}:/usr/bin:/bin"} if path else {"PATH": "/usr/bin:/bin"}
    return task.project(source, build=name, prefix="", options=options, env=env)


def _foreign_prefix(task):
    """A package for another machine: its statusgen does not run here."""
    prefix = task.folder / "foreign"
    config = prefix / "share/cmake/statusgen"
    config.mkdir(parents=True)
    for file in (task.world.prefix / "share/cmake/statusgen").iterdir():
        (config / file.name).write_text(file.read_text())
    write_program(prefix / "bin/statusgen", "\x7fELF of another machine\n")
    return prefix


def cross_package(task):
    host, foreign = task.world.prefix, _foreign_prefix(task)

    def works(what, project, tool):
        output = project.configure()
        task.check(f"{what}, and it is said which", f"-- statusgen runs here as {tool}\n" in output, output)
        project.build()
        project.says()

    given = task.world.counting_prefix / "bin/statusgen"
    option = f"-DSTATUSGEN_EXECUTABLE={given}"
    works("STATUSGEN_EXECUTABLE is used", _project(task, "given", foreign, option), given)
    works("the package's own is used where it runs", _project(task, "own", host), host / "bin/statusgen")
    works("one on the PATH is used", _project(task, "path", foreign, path=host / "bin"), host / "bin/statusgen")

    def fails(what, project, expected):
        code, output = project.try_configure()
        expected += "; set STATUSGEN_EXECUTABLE to one that does"
        task.check(what, code == 1 and message_of(output).endswith(expected), output)

    fails("without any, configuring fails", _project(task, "none", foreign),
          f"{foreign}/bin/statusgen does not run on this machine as statusgen, and none is on the PATH")
    other = task.folder / "other"
    write_program(other / "statusgen", "#!/bin/sh\necho statusgen 9.1.0\n")
    fails("one of another version on the PATH is refused", _project(task, "other", foreign, path=other),
          f"{other}/statusgen is statusgen 9.1.0, and 0.1.0 or a newer 0.x is needed")


def cross_subproject(task):
    source = f"-DSTATUSGEN_SOURCE={ROOT}"
    libraries = "-DLIBRARIES_THERE=ON"
    code, output = _project(task, "none", "", source, libraries, source="fetch_content").try_configure()
    task.equal("a tool for another machine fails the call", (code, message_of(output)), (
        1, "statusgen_add_library(acme_status): statusgen is being built for Linux on aarch64 and cannot run here; "
           "set STATUSGEN_EXECUTABLE to a statusgen for this machine, or set CMAKE_CROSSCOMPILING_EMULATOR"))

    emulator = "-DCMAKE_CROSSCOMPILING_EMULATOR=/usr/bin/env;FROM=emulator"
    emulated = _project(task, "emulated", "", source, libraries, emulator, source="fetch_content")
    emulated.configure()
    rules = (emulated.build_folder / "build.ninja").read_text()
    task.check("an emulator runs it", "/usr/bin/env FROM=emulator " in rules and "/statusgen generate cpp" in rules, "")

    tool = f"-DSTATUSGEN_EXECUTABLE={task.world.prefix}/bin/statusgen"
    given = _project(task, "given", "", source, tool, source="fetch_content")
    given.start("STATUSGEN_EXECUTABLE is used, and nothing is built for it")
    given.says()


CONSUMERS = {cross_package: (NINJA,), cross_subproject: (NINJA,)}
