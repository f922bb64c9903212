"""Calls that are wrong: each message is compared as a whole."""
import re

from harness import NINJA, message_of, write_program

# The call, and what follows its name in the message; <S> and <B> are the source and the binary folder.
CALLS = [
    ("statusgen_add_library(x NAMSPACE acme)", "unknown arguments: NAMSPACE acme"),
    ("statusgen_add_library(x LOCALES de)", "unknown arguments: LOCALES de"),
    ("statusgen_add_library(x HEADER)", "no value behind HEADER"),
    ("statusgen_add_library(x SPEC HEADER a.hpp OVERLAYS)", "no value behind OVERLAYS, SPEC"),
    ("statusgen_add_library(x STATIC SHARED)", "STATIC and SHARED exclude each other"),
    ("statusgen_add_library(x HEADER ../a.hpp)",
     "HEADER is a path to include, such as acme/http_status.hpp, not ../a.hpp"),
    ("statusgen_add_library(x HEADER /a.hpp)", "HEADER is a path to include, such as acme/http_status.hpp, not /a.hpp"),
    ("statusgen_add_library(x HEADER acme)", "HEADER is a path to include, such as acme/http_status.hpp, not acme"),
    ("statusgen_add_library(x SPEC none.json)", "SPEC: there is no <S>/none.json"),
    ("statusgen_add_library(x OVERLAYS real.json NAMESPACES acme)", "OVERLAYS: there is no <S>/NAMESPACES"),
    ("statusgen_add_library(x TEMPLATES ../none)", "TEMPLATES: there is no <T>/none"),
    ("statusgen_add_library(x SET type)", "SET takes option=value, not type"),
    ("statusgen_add_library(x SET cpp.compiled=true)",
     "SET cpp.compiled=true: say it with HEADER, NAMESPACE and the kind of the library"),
    ("statusgen_add_library(x SET header=a.hpp)",
     "SET header=a.hpp: say it with HEADER, NAMESPACE and the kind of the library"),
    ("statusgen_add_library(x OUTPUT_DIRECTORY <S>/generated)",
     "OUTPUT_DIRECTORY: <S>/generated lies among the sources; "
     "to commit what is generated, run statusgen generate and add statusgen_add_check_test"),
    ("statusgen_add_library(x OUTPUT_DIRECTORY <B>/link/generated/)",
     "OUTPUT_DIRECTORY: <B>/link/generated lies among the sources; "
     "to commit what is generated, run statusgen generate and add statusgen_add_check_test"),
    ("statusgen_add_library(x OUTPUT_DIRECTORY out)\nstatusgen_add_assets(y PRODUCTS cpp OUTPUT_DIRECTORY out/)",
     "OUTPUT_DIRECTORY: <B>/out belongs to x"),
    ("add_custom_target(x)\nstatusgen_add_assets(x PRODUCTS openapi)", "there is a target of this name already"),
    ("statusgen_add_assets(x ALL)", "PRODUCTS or CONFIG is missing"),
    ("statusgen_add_assets(x PRODUCTS openapi CONFIG real.json)", "CONFIG and PRODUCTS exclude each other"),
    ("statusgen_add_assets(x PRODUCTS openapi HEADER a.hpp)", "PRODUCTS takes names of products, not HEADER"),
    ("statusgen_add_assets(x CONFIG none.json)", "CONFIG: there is no <S>/none.json"),
    ("statusgen_add_assets(x PRODUCTS openapi LOCALES de none.json)", "LOCALES: there is no <S>/none.json"),
    ("statusgen_add_assets(x STATIC PRODUCTS openapi)", "unknown arguments: STATIC"),
    ("statusgen_add_check_test(x DIRECTORY .)", "PRODUCTS or CONFIG is missing"),
    ("statusgen_add_check_test(x PRODUCTS openapi)", "PRODUCTS needs DIRECTORY, the folder of what is committed"),
    ("statusgen_add_check_test(x PRODUCTS openapi DIRECTORY none)", "DIRECTORY: there is no folder <S>/none"),
    ("statusgen_add_check_test(x CONFIG real.json DIRECTORY .)",
     "CONFIG and DIRECTORY exclude each other: the configuration names its folders itself"),
    ("statusgen_add_check_test(x CONFIG real.json DEPENDS y)", "unknown arguments: DEPENDS y"),
]


def wrong_calls(task):
    (task.folder / "build").mkdir()
    project = task.project("wrong_calls")
    (project.build_folder / "link").symlink_to(project.source)
    places = {"<S>": project.source, "<B>": project.build_folder, "<T>": project.source.parent}

    def placed(text):
        for word, folder in places.items():
            text = text.replace(word, str(folder))
        return text

    def fails(what, expected, *options):
        project.options[1:] = options
        code, output = project.try_configure()
        task.equal(what, (code, message_of(output)), (1, placed(expected)))

    for call, message in CALLS:
        last = re.findall(r"(\w+)\((\w+)[^()]*\)", call)[-1]
        fails(call.replace("\n", " "), f"{last[0]}({last[1]}): {message}", f"-DCALL={placed(call)}")
    functions = f"-DFUNCTIONS_ALONE={task.world.prefix}/share/cmake/statusgen/StatusgenFunctions.cmake"
    fails("a call without a tool",
          "statusgen_add_library(x): there is no statusgen::statusgen; "
          "call find_package(statusgen), or FetchContent_MakeAvailable", functions, "-DCALL=statusgen_add_library(x)")
    _wrong_executables(task, project)


def _wrong_executables(task, project):
    """What the package says of a STATUSGEN_EXECUTABLE."""
    def fails(executable, message):
        project.options[1:] = [f"-DSTATUSGEN_EXECUTABLE:STRING={executable}", "-DFUNCTIONS_ALONE=", "-DCALL="]
        code, output = project.try_configure()
        what = f"STATUSGEN_EXECUTABLE: {message.replace(str(task.folder), '')}"
        task.check(what, code == 1 and message_of(output).endswith(f"Reason given by package: {message}"), output)

    fails("statusgen", "statusgen is no absolute path")
    fails("/usr/bin/false", "/usr/bin/false does not run on this machine as statusgen")
    fails("/none/statusgen", "/none/statusgen does not run on this machine as statusgen")
    for version in ("1.1.0", "0.0.9"):
        tool = task.folder / version
        write_program(tool, f"#!/bin/sh\necho statusgen {version}\n")
        fails(tool, f"{tool} is statusgen {version}, and 0.1.0 or a newer 0.x is needed")


CONSUMERS = {wrong_calls: (NINJA,)}
