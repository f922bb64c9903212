"""Assets, generated inputs, failing generations and the test for committed files: one function for each consumer."""
import json

from harness import GENERATORS, NINJA, files_below, run

FORBIDDEN = {f"en/403.{kind}" for kind in ("html", "json", "txt")}
COFFEE = {f"{tag}/470.{kind}" for tag in ("en", "de", "tlh") for kind in ("html", "json", "txt")}


def _pages(folder):
    return {path for path in files_below(folder) if not path.startswith(".statusgen-")}


def assets(task):
    source = task.copy_of("assets")
    project = task.project("assets", prefix=task.world.counting_prefix)
    project.source = source
    project.start()
    pages = project.build_folder / "pages.statusgen/error-pages"
    task.equal("one run makes what is in every build", project.take_log()[0], 1)
    task.check("an overlay, locales and a locale file count", COFFEE <= _pages(pages), sorted(_pages(pages)))
    title = (pages / "en/404.html").read_text().split("<title>")[1].split("</title>")[0]
    task.check("an option's value survives the build system", title.endswith("Acme; &#34;$HOME&#34; &amp; #1"), title)
    index = project.build_folder / "index.txt"
    page = (pages / "en/404.txt").read_text()
    task.equal("a command that depends on the stamp sees the pages", index.read_text(), page)
    task.check("what is not in ALL is not built", not (project.build_folder / "site").exists())
    project.has_nothing_to_do()

    _remove_a_code(task, project, source, pages)
    _use_a_configuration(task, project, source)
    project.install(task.folder / "installed")
    task.check("the pages can be installed", "share/errors/de/404.html" in files_below(task.folder / "installed"))


def _remove_a_code(task, project, source, pages):
    (pages / "en/mine.html").write_text("mine")
    before = _pages(pages)
    overlay = json.loads((source / "overlay.json").read_text())
    del overlay["codes"]
    (source / "overlay.json").write_text(json.dumps(overlay))
    project.build(what="builds after a code was removed")
    task.equal("its pages go, and a foreign file stays", before - _pages(pages), COFFEE)
    task.equal("after one run", project.take_log()[0], 1)
    project.has_nothing_to_do()


def _use_a_configuration(task, project, source):
    project.build("--target", "configured", what="builds by a configuration")
    site = project.build_folder / "site"
    found = _pages(site / "errors")
    below = FORBIDDEN <= found and (site / "api/codes").is_dir()
    task.check("its folders are below the output directory", below, sorted(files_below(site)))
    task.equal("nothing is written beside the configuration", files_below(source / "site"), {"statusgen.json"})
    text = (source / "site/statusgen.json").read_text()
    (source / "site/statusgen.json").write_text(text.replace("[403, 404]", "[404]"))
    project.build("--target", "configured", what="builds after the configuration was edited")
    task.equal("what it no longer names goes", found - _pages(site / "errors"), FORBIDDEN)
    project.take_log()
    project.build("--target", "configured", what="builds once more")
    task.equal("and does not generate again", project.take_log()[0], 0)


def failing(task):
    source = task.copy_of("failing")
    project = task.project("failing", prefix=task.world.counting_prefix)
    project.source = source
    project.configure()
    said = []
    for time in ("first", "second"):
        code, output = project.try_build()
        said.append([line for line in output.splitlines() if ": error: " in line])
        task.check(f"a wrong overlay fails the {time} build", code != 0, output)
        task.equal("in which nothing is written", files_below(project.build_folder / "status.statusgen"), set())
        task.equal("and nothing is compiled", (project.build_folder / "app").exists(), False)
    expected = f'{source}/overlay.json:3:49: error: unknown member "phrases" of code'
    task.equal("the message has a place, both times", said, [[expected], [expected]])
    overlay = (source / "overlay.json").read_text()
    (source / "overlay.json").write_text(overlay.replace("phrases", "phrase"))
    project.build(what="builds when the overlay is right")
    project.says(expected="Nothing Here")
    project.has_nothing_to_do()


def generated_input(task):
    source = task.copy_of("generated_input")
    project = task.project("generated_input")
    project.source = source
    project.start()
    project.says(expected="Nothing Here")
    project.has_nothing_to_do()
    overlay = (source / "source.json").read_text()
    (source / "source.json").write_text(overlay.replace("Nothing", "Something"))
    project.build(what="builds after the source of the overlay was edited")
    project.says(expected="Something Here")
    project.has_nothing_to_do()
    project.misses_no_dependencies()


def check_test(task):
    source = task.copy_of("check")
    statusgen = task.world.prefix / "bin/statusgen"
    run([statusgen, "generate", "--config", source / "statusgen.json"])
    run([statusgen, "generate", "openapi", "cpp", "-o", source / "committed", "--where", "defined_by == 'iana'"])
    project = task.project("check")
    project.source = source
    project.configure()

    def tests():
        code, output = run(["ctest", "--test-dir", project.build_folder, "-C", "Debug", "--output-on-failure"])
        failed = {name for name in ("by_config", "by_product") if f" - {name} (Failed)" in output}
        return code, failed, output

    code, failed, output = tests()
    task.check("what is fresh passes", code == 0 and "0 tests failed out of 2" in output, output)
    page = source / "errors/en/404.html"
    text = page.read_text()
    page.write_text(text.replace("<title>", "<title>My "))
    _, failed, output = tests()
    task.equal("a page edited by hand fails its test", failed, {"by_config"})
    named = "\n--- a/errors/en/404.html" in output and "\n-<title>My " in output
    task.check("and is named by its path from the sources", named, output)
    page.write_text(text)
    (source / "committed/openapi").rename(source / "committed/gone")
    _, failed, output = tests()
    task.equal("missing files fail their test", failed, {"by_product"})
    task.check("and are named", "b/committed/openapi/" in output, output)
    (source / "committed/gone").rename(source / "committed/openapi")
    config = source / "statusgen.json"
    config.write_text(config.read_text().replace("[403, 404]", "[404]"))
    _, failed, output = tests()
    task.equal("an orphan fails its test", failed, {"by_config"})
    named = "--- a/errors/en/403.html" in output and "run statusgen generate" in output
    task.check("and is named, with what to do", named, output)
    run([statusgen, "generate", "--config", config])
    task.equal("after that, all pass", tests()[0], 0)


CONSUMERS = {assets: GENERATORS, failing: GENERATORS, generated_input: GENERATORS, check_test: (NINJA,)}
