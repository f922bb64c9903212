"""What a build does again after a change, counted: generator runs and compiled sources."""
import json
import os
import shutil

from harness import GENERATORS, MAKE, ROOT, TOOL_WRAPPER, files_below, run, write_program

USERS = ["main.cpp", "user.cpp"]  # other.cpp includes no generated header
OVERLAY = '{"format": "statusgen-overlay/1", "codes": [{"code": 404, "defined_by": "iana", "phrase": "Overlaid"}]}'


class Rebuild:
    def __init__(self, task, kind):
        self.task, self.kind = task, kind
        self.source = task.copy_of("rebuild")
        self.prefix = task.folder / "prefix"  # with a tool of its own, to be replaced
        shutil.copytree(task.world.counting_prefix, self.prefix)
        shutil.copy(ROOT / "spec/http-status-codes.json", self.source / "spec.json")
        (self.source / "overlay.json").write_text('{"format": "statusgen-overlay/1"}')
        run([task.world.prefix / "bin/statusgen", "products", "cpp", "--eject", self.source / "templates"])
        options = f"-DKIND={kind}", f"-DCMAKE_CXX_COMPILER_LAUNCHER={task.world.compiler_wrapper}"
        self.project = task.project("rebuild", prefix=self.prefix, options=options)
        self.project.source = self.source
        self.project.configure()

    def step(self, what, change, runs, compiled, says):
        """Builds after a change, counts, and builds again, which must do nothing."""
        change()
        self.project.build(what=f"builds: {what}")
        first = self.project.take_log()
        self.project.try_build()
        second = self.project.take_log()
        title = f"{what}: generator runs and compiled sources, and of the next build"
        self.task.equal(title, (first, second), ((runs, compiled), (0, [])))
        happened = " then ".join(f"{count}/{len(names)}" for count, names in (first, second))
        self.task.world.report.rebuild(f"{what} ({self.kind.lower()})", self.task.generator, happened)
        self.project.says(expected=says)
        self.project.has_nothing_to_do()

    def edit(self, name, old, new):
        path = self.source / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def write(self, name, text):
        (self.source / name).write_text(text)

    def append(self, path, text):
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)

    def header_template(self):
        product = json.loads((self.source / "templates/cpp/product.json").read_text())
        (name,) = [output["template"] for output in product["outputs"] if output["path"] == "{{ options.header }}"]
        return self.source / "templates" / name


def rebuild(task):
    r = Rebuild(task, "INTERFACE")
    tool = r.prefix / "bin/statusgen"
    header = r.header_template()
    everything = sorted([*USERS, "other.cpp"])
    r.step("first build", lambda: None, 1, everything, "Not Found")
    r.step("nothing", lambda: None, 0, [], "Not Found")
    r.step("spec touched", lambda: os.utime(r.source / "spec.json"), 1, [], "Not Found")
    r.step("spec formatted otherwise", lambda: r.append(r.source / "spec.json", "\n\n"), 1, [], "Not Found")
    r.step("phrase edited in the spec", lambda: r.edit("spec.json", '"Not Found"', '"Edited"'), 1, USERS, "Edited")
    r.step("phrase edited in the overlay", lambda: r.write("overlay.json", OVERLAY), 1, USERS, "Overlaid")
    r.step("comment added to a template", lambda: r.append(header, "{# A comment. #}"), 1, [], "Overlaid")
    r.step("line added to a template", lambda: r.append(header, "// Added.\n"), 1, USERS, "Overlaid")
    r.step("template added", lambda: r.write("templates/cpp/new.hpp.j2", "// New.\n"), 1, [], "Overlaid")
    r.step("template removed", (r.source / "templates/cpp/new.hpp.j2").unlink, 1, [], "Overlaid")
    r.step("a user edited", lambda: r.append(r.source / "user.cpp", "// Edited.\n"), 0, ["user.cpp"], "Overlaid")
    r.step("same tool installed again", lambda: write_program(tool, TOOL_WRAPPER), 1, [], "Overlaid")
    other = TOOL_WRAPPER.replace('"$@"', '"$@" $(test "$1" != generate || echo --where code!=418)')
    r.step("other tool installed", lambda: write_program(tool, other), 1, USERS, "Overlaid")
    r.step("tool's template edited no more", lambda: shutil.rmtree(r.source / "templates/cpp"), 1, USERS, "Overlaid")
    out = r.project.build_folder / "acme_status.statusgen"
    r.step("output folder deleted", lambda: shutil.rmtree(out), 1, USERS, "Overlaid")
    if task.generator != MAKE:  # Make does not notice, as the head of the module says
        r.step("one header deleted", (out / "cpp/http_status.hpp").unlink, 1, USERS, "Overlaid")
    r.project.build("--target", "clean", what="cleans")
    task.equal("clean leaves no generated file", files_below(out), set())
    r.step("clean", lambda: None, 1, everything, "Overlaid")
    r.project.misses_no_dependencies()


def rebuild_static(task):
    r = Rebuild(task, "STATIC")
    users = ["http_status.cpp", *USERS]
    new = r.source / "templates/cpp/new.hpp.j2"
    r.step("first build", lambda: None, 1, sorted([*users, "other.cpp"]), "Not Found")
    r.step("spec touched", lambda: os.utime(r.source / "spec.json"), 1, [], "Not Found")
    r.step("line added to a template", lambda: r.append(r.header_template(), "// Added.\n"), 1, users, "Not Found")
    r.step("template added", lambda: new.write_text("// New.\n"), 1, [], "Not Found")
    r.step("template removed", new.unlink, 1, [], "Not Found")
    r.step("line added to a template", lambda: r.append(r.header_template(), "// Added.\n"), 1, users, "Not Found")
    out = r.project.build_folder / "acme_status.statusgen"
    r.step("output folder deleted", lambda: shutil.rmtree(out), 1, users, "Not Found")


CONSUMERS = {rebuild: GENERATORS, rebuild_static: GENERATORS}
