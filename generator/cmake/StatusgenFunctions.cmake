# HTTP status codes in a CMake build, 3.22 or newer. Included by find_package(statusgen), add_subdirectory and
# FetchContent alike; all three define the executable statusgen::statusgen, visible everywhere, and these functions.
#
#   statusgen_add_library(<target> [INTERFACE|STATIC|SHARED|OBJECT]
#     [HEADER <path>] [NAMESPACE <namespace>] [inputs…] [DEPENDS <file|target>…] [OUTPUT_DIRECTORY <dir>])
#
# A C++17 library from the product "cpp": link it and include HEADER, which is http_status.hpp unless said otherwise;
# further headers lie beside it. INTERFACE, the default, is headers alone; the other kinds have a source file too.
#
#     statusgen_add_library(acme_status HEADER acme/http_status.hpp NAMESPACE acme)
#     target_link_libraries(app PRIVATE acme_status)
#
# It can be installed and exported: install(TARGETS acme_status EXPORT acme FILE_SET HEADERS). CMake 3.22 knows no file
# sets; install(DIRECTORY "$<TARGET_PROPERTY:acme_status,STATUSGEN_DIRECTORY>/cpp/" … FILES_MATCHING PATTERN "*.hpp")
# does the same there.
#
#   statusgen_add_assets(<target> [ALL] PRODUCTS <name>… | CONFIG <statusgen.json>
#     [inputs…] [LOCALES <tag|file>…] [DEPENDS <file|target>…] [OUTPUT_DIRECTORY <dir>])
#
# A target that makes files of any kind, with ALL in every build. Each product has a folder of its own; with CONFIG, the
# folder that the configuration names, below the output directory instead of beside the configuration.
#
#     statusgen_add_assets(pages ALL PRODUCTS error-pages LOCALES en de SET error-pages.name=Acme)
#     install(DIRECTORY "$<TARGET_PROPERTY:pages,STATUSGEN_DIRECTORY>/error-pages/" DESTINATION share/acme/errors)
#
#   statusgen_add_check_test(<test> CONFIG <statusgen.json> | PRODUCTS <name>… DIRECTORY <dir>
#     [inputs…] [LOCALES <tag|file>…])
#
# A test for those who commit what is generated: it fails, and shows the difference, when the committed files are not
# what "statusgen generate" makes. CONFIG is compared where the configuration says, PRODUCTS in <dir>/<product>.
#
#     statusgen_add_check_test(pages_are_fresh CONFIG statusgen.json)
#
# Inputs, the same for all three, relative to the current source directory:
#   SPEC <file>           a spec instead of the built-in one
#   OVERLAYS <file>…      partial specs laid over it, later ones win
#   TEMPLATES <dir>…      folders of products and templates that go before the built-in ones
#   WHERE <expression>    the codes to keep
#   SET <option=value>…   options of products, [product.]option; files in them as absolute paths, and in DEPENDS
#
# OUTPUT_DIRECTORY is relative to the current binary directory, where <target>.statusgen is the default. It belongs to
# one target and never lies among the sources: to commit output, call "statusgen generate" and add the check test.
# The targets have the properties STATUSGEN_DIRECTORY, that directory, and STATUSGEN_STAMP, a file that tells when there
# are new files: other commands have DEPENDS <target> <stamp>, both. Under Make, a generated file that was deleted by
# hand comes back only after the target "clean".
#
# STATUSGEN_EXECUTABLE, an absolute path, is the statusgen to run instead of the package's own or of building one.
# Cross-compiling needs it, unless the package's own runs here, there is one on the PATH, or the project has a
# CMAKE_CROSSCOMPILING_EMULATOR for a statusgen that it builds itself.

include_guard(GLOBAL)
cmake_policy(PUSH)
cmake_policy(VERSION 3.22...3.31)  # a function keeps the policies under which it was defined

function(statusgen_add_library target)
  set(call "statusgen_add_library(${target})")
  set(kinds INTERFACE STATIC SHARED OBJECT)
  cmake_parse_arguments(PARSE_ARGV 1 arg "${kinds}" "HEADER;NAMESPACE;SPEC;WHERE;OUTPUT_DIRECTORY"
    "OVERLAYS;TEMPLATES;SET;DEPENDS")
  _statusgen_check_call()
  set(kind "")
  foreach(word IN LISTS kinds)
    if(arg_${word})
      list(APPEND kind ${word})
    endif()
  endforeach()
  if(kind MATCHES ";")
    list(JOIN kind " and " kind)
    _statusgen_fail("${kind} exclude each other")
  endif()
  foreach(setting IN LISTS arg_SET)
    if(setting MATCHES "^(cpp\\.)?(header|namespace|compiled)=")
      _statusgen_fail("SET ${setting}: say it with HEADER, NAMESPACE and the kind of the library")
    endif()
  endforeach()
  if(NOT kind)
    set(kind INTERFACE)
  endif()
  if(NOT arg_HEADER)
    set(arg_HEADER http_status.hpp)
  elseif(NOT arg_HEADER MATCHES "^[A-Za-z0-9_+-][A-Za-z0-9._+-]*(/[A-Za-z0-9_+-][A-Za-z0-9._+-]*)*\\.[A-Za-z0-9]+$")
    _statusgen_fail("HEADER is a path to include, such as acme/http_status.hpp, not ${arg_HEADER}")
  endif()
  _statusgen_read_inputs()
  _statusgen_output_directory()

  # What the product "cpp" writes; its files' names depend on the header's alone.
  cmake_path(GET arg_HEADER EXTENSION LAST_ONLY extension)
  cmake_path(REMOVE_EXTENSION arg_HEADER LAST_ONLY OUTPUT_VARIABLE stem)
  set(include_directory "${directory}/cpp")
  set(headers "${arg_HEADER}")
  foreach(companion IN ITEMS core format error)
    list(APPEND headers "${stem}_${companion}${extension}")
  endforeach()
  list(TRANSFORM headers PREPEND "${include_directory}/")
  set(sources "")
  _statusgen_append(arguments --set "header=${arg_HEADER}")
  if(arg_NAMESPACE)
    _statusgen_append(arguments --set "namespace=${arg_NAMESPACE}")
  endif()
  if(NOT kind STREQUAL "INTERFACE")
    _statusgen_append(arguments --set compiled=true)
    set(sources "${include_directory}/${stem}.cpp")
  endif()
  _statusgen_generate(cpp BYPRODUCTS ${headers} ${sources})

  add_library(${target} ${kind})
  # The target that has the stamp among its sources is the one that generates; users of any directory wait for it.
  target_sources(${target} PRIVATE "${stamp}" ${sources})
  set(scope PUBLIC)
  if(kind STREQUAL "INTERFACE")
    set(scope INTERFACE)
  endif()
  if(CMAKE_VERSION VERSION_GREATER_EQUAL 3.23)
    target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS "${include_directory}" FILES ${headers})
  else()
    include(GNUInstallDirs)
    target_sources(${target} PRIVATE ${headers})
    target_include_directories(${target} ${scope}
      "$<BUILD_INTERFACE:${include_directory}>" "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  endif()
  target_compile_features(${target} ${scope} cxx_std_17)
  set_source_files_properties(${headers} ${sources} PROPERTIES
    SKIP_AUTOGEN ON SKIP_LINTING ON SKIP_UNITY_BUILD_INCLUSION ON)
  if(kind STREQUAL "SHARED")  # whatever the project hides by default, this is what the library is for
    set_target_properties(${target} PROPERTIES CXX_VISIBILITY_PRESET default WINDOWS_EXPORT_ALL_SYMBOLS ON)
  endif()
  _statusgen_set_properties()
endfunction()

function(statusgen_add_assets target)
  set(call "statusgen_add_assets(${target})")
  cmake_parse_arguments(PARSE_ARGV 1 arg "ALL" "CONFIG;SPEC;WHERE;OUTPUT_DIRECTORY"
    "PRODUCTS;OVERLAYS;TEMPLATES;LOCALES;SET;DEPENDS")
  _statusgen_check_call()
  _statusgen_check_products()
  _statusgen_read_inputs()
  _statusgen_output_directory()
  # Which pages there are is the spec's affair: statusgen removes those that fell out, CMake watches the stamp.
  _statusgen_generate(${arg_PRODUCTS})
  set(all "")
  if(arg_ALL)
    set(all ALL)
  endif()
  add_custom_target(${target} ${all} DEPENDS "${stamp}")
  _statusgen_set_properties()
endfunction()

function(statusgen_add_check_test target)
  set(call "statusgen_add_check_test(${target})")
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CONFIG;DIRECTORY;SPEC;WHERE" "PRODUCTS;OVERLAYS;TEMPLATES;LOCALES;SET")
  _statusgen_check_call()
  _statusgen_check_products()
  if(arg_CONFIG AND arg_DIRECTORY)
    _statusgen_fail("CONFIG and DIRECTORY exclude each other: the configuration names its folders itself")
  elseif(arg_PRODUCTS AND NOT arg_DIRECTORY)
    _statusgen_fail("PRODUCTS needs DIRECTORY, the folder of what is committed")
  endif()
  _statusgen_read_inputs()
  if(arg_DIRECTORY)
    cmake_path(ABSOLUTE_PATH arg_DIRECTORY BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
    if(NOT IS_DIRECTORY "${arg_DIRECTORY}")
      _statusgen_fail("DIRECTORY: there is no folder ${arg_DIRECTORY}")
    endif()
    _statusgen_append(arguments -o "${arg_DIRECTORY}")
  endif()
  add_test(NAME ${target} COMMAND statusgen::statusgen check ${arg_PRODUCTS} ${arguments}
    WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
endfunction()

function(_statusgen_fail text)
  message(FATAL_ERROR "${call}: ${text}")
endfunction()

# list(APPEND) for a value that may hold semicolons.
function(_statusgen_append list option value)
  string(REPLACE ";" "\\;" value "${value}")
  list(APPEND ${list} ${option} "${value}")
  set(${list} "${${list}}" PARENT_SCOPE)
endfunction()

# The macros below work on what the functions above have parsed; they read and set the functions' variables.

macro(_statusgen_check_call)
  if(arg_UNPARSED_ARGUMENTS)
    list(JOIN arg_UNPARSED_ARGUMENTS " " words)
    _statusgen_fail("unknown arguments: ${words}")
  endif()
  if(arg_KEYWORDS_MISSING_VALUES)
    list(JOIN arg_KEYWORDS_MISSING_VALUES ", " words)
    _statusgen_fail("no value behind ${words}")
  endif()
  if(NOT TARGET statusgen::statusgen)
    _statusgen_fail("there is no statusgen::statusgen; call find_package(statusgen), or FetchContent_MakeAvailable")
  endif()
  get_target_property(imported statusgen::statusgen IMPORTED)
  if(CMAKE_CROSSCOMPILING AND NOT imported AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    _statusgen_fail("statusgen is being built for ${CMAKE_SYSTEM_NAME} on ${CMAKE_SYSTEM_PROCESSOR} and cannot run here; set \
STATUSGEN_EXECUTABLE to a statusgen for this machine, or set CMAKE_CROSSCOMPILING_EMULATOR")
  endif()
  foreach(setting IN LISTS arg_SET)
    if(NOT setting MATCHES "^[^=]+=")
      _statusgen_fail("SET takes option=value, not ${setting}")
    endif()
  endforeach()
endmacro()

macro(_statusgen_check_products)
  if(arg_CONFIG AND arg_PRODUCTS)
    _statusgen_fail("CONFIG and PRODUCTS exclude each other")
  elseif(NOT arg_CONFIG AND NOT arg_PRODUCTS)
    _statusgen_fail("PRODUCTS or CONFIG is missing")
  endif()
  foreach(product IN LISTS arg_PRODUCTS)
    if(NOT product MATCHES "^[a-z0-9._-]+$")
      _statusgen_fail("PRODUCTS takes names of products, not ${product}")
    endif()
  endforeach()
endmacro()

# Sets `arguments`, which generate and check both take, and `inputs`, the files and folders among them.
macro(_statusgen_read_inputs)
  set(arguments "")
  set(inputs "")
  foreach(row IN ITEMS CONFIG=--config SPEC=--spec OVERLAYS=--overlay TEMPLATES=--templates LOCALES=--locale)
    string(REGEX MATCH "^([A-Z]+)=(.+)$" row "${row}")
    set(keyword ${CMAKE_MATCH_1})
    set(option ${CMAKE_MATCH_2})
    foreach(input IN LISTS arg_${keyword})
      if(NOT keyword STREQUAL "LOCALES" OR input MATCHES "\\.json$")  # other locales are tags
        cmake_path(ABSOLUTE_PATH input BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
        get_source_file_property(generated "${input}" GENERATED)
        if(NOT EXISTS "${input}" AND NOT generated)
          _statusgen_fail("${keyword}: there is no ${input}")
        endif()
        list(APPEND inputs "${input}")
      endif()
      _statusgen_append(arguments ${option} "${input}")
    endforeach()
  endforeach()
  if(arg_WHERE)
    _statusgen_append(arguments --where "${arg_WHERE}")
  endif()
  foreach(setting IN LISTS arg_SET)
    _statusgen_append(arguments --set "${setting}")
  endforeach()
endmacro()

# Sets `directory` and `stamp`.
macro(_statusgen_output_directory)
  if(TARGET ${target})
    _statusgen_fail("there is a target of this name already")
  endif()
  set(directory "${CMAKE_CURRENT_BINARY_DIR}/${target}.statusgen")
  if(arg_OUTPUT_DIRECTORY)
    cmake_path(ABSOLUTE_PATH arg_OUTPUT_DIRECTORY BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" NORMALIZE)
    string(REGEX REPLACE "(.)/$" "\\1" directory "${arg_OUTPUT_DIRECTORY}")
    _statusgen_check_outside_of_sources()
  else()
    set_property(DIRECTORY APPEND PROPERTY ADDITIONAL_CLEAN_FILES "${directory}")
  endif()
  get_property(owner GLOBAL PROPERTY "STATUSGEN_OWNER ${directory}")
  if(owner)
    _statusgen_fail("OUTPUT_DIRECTORY: ${directory} belongs to ${owner}")
  endif()
  set_property(GLOBAL PROPERTY "STATUSGEN_OWNER ${directory}" "${target}")
  set(stamp "${directory}/${target}.stamp")
endmacro()

function(_statusgen_check_outside_of_sources)
  set(real "${directory}")
  while(NOT EXISTS "${real}")  # of what does not exist, REAL_PATH would not follow the links above it
    cmake_path(GET real PARENT_PATH real)
  endwhile()
  file(REAL_PATH "${real}" real)
  foreach(tree IN ITEMS SOURCE BINARY)
    set(is_in_${tree} FALSE)
    foreach(top IN ITEMS "${CMAKE_${tree}_DIR}" "${PROJECT_${tree}_DIR}")
      file(REAL_PATH "${top}" top)
      cmake_path(IS_PREFIX top "${real}" is_below)
      if(is_below)
        set(is_in_${tree} TRUE)
      endif()
    endforeach()
  endforeach()
  if(is_in_SOURCE AND NOT is_in_BINARY)
    _statusgen_fail("OUTPUT_DIRECTORY: ${directory} lies among the sources; to commit what is generated, run statusgen generate \
and add statusgen_add_check_test")
  endif()
endfunction()

# _statusgen_generate(<product>… [BYPRODUCTS <file>…])
#
# The stamp is always touched, the files only when their bytes change (see policy CMP0058): so a build with nothing to
# do does nothing, and nothing is compiled again for a change without effect. With the files as OUTPUT, Make would
# touch them itself, or run the command in every build. The depfile adds what the inputs include; CMake takes one that
# names no file, as when all is built in, for none, and Ninja would run the command in every build.
function(_statusgen_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "BYPRODUCTS")
  set(depfile "")
  if(inputs)
    list(APPEND arguments --depfile "${stamp}.d")
    set(depfile DEPFILE "${stamp}.d")
  endif()
  # Under Make, CMake adds up the depfiles of all runs, and what was removed meanwhile would be missing for ever.
  set(forget "")
  if(inputs AND CMAKE_GENERATOR MATCHES "Makefiles")
    set(memory "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/compiler_depend.internal")
    set(forget COMMAND "${CMAKE_COMMAND}" -E rm -f "${memory}")
  endif()
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS ${arg_BYPRODUCTS}
    COMMAND statusgen::statusgen generate ${arg_UNPARSED_ARGUMENTS} ${arguments}
            -o "${directory}" --stamp "${stamp}" --quiet
    ${forget}
    DEPENDS ${inputs} statusgen::statusgen ${arg_DEPENDS}
    ${depfile}
    COMMENT "Generating ${target} from HTTP status codes"
    VERBATIM)
endfunction()

macro(_statusgen_set_properties)
  set_target_properties(${target} PROPERTIES STATUSGEN_DIRECTORY "${directory}" STATUSGEN_STAMP "${stamp}")
endmacro()

# Makes statusgen::statusgen of an executable. Sets the variable `problem` to what is wrong with it, or to nothing.
function(_statusgen_import executable version problem)
  set(${problem} "" PARENT_SCOPE)
  if(NOT IS_ABSOLUTE "${executable}")
    set(${problem} "${executable} is no absolute path" PARENT_SCOPE)
    return()
  endif()
  execute_process(COMMAND "${executable}" --version RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_QUIET)
  if(NOT result EQUAL 0 OR NOT said MATCHES "^statusgen ([0-9]+[0-9.]+)")
    set(${problem} "${executable} does not run on this machine as statusgen" PARENT_SCOPE)
    return()
  endif()
  set(found "${CMAKE_MATCH_1}")
  string(REGEX REPLACE "\\..*" "" major "${version}")
  if(NOT found MATCHES "^${major}\\." OR found VERSION_LESS version)
    set(${problem} "${executable} is statusgen ${found}, and ${version} or a newer ${major}.x is needed" PARENT_SCOPE)
    return()
  endif()
  add_executable(statusgen::statusgen IMPORTED GLOBAL)
  set_target_properties(statusgen::statusgen PROPERTIES IMPORTED_LOCATION "${executable}")
endfunction()

cmake_policy(POP)
