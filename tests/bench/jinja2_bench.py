#!/usr/bin/env python3
"""The same rendering with Jinja2: jinja2_bench.py DATA TEMPLATES pages|table COUNT [OUTPUT_DIR]"""
import json
import pathlib
import sys
import time

import jinja2

data = json.loads(pathlib.Path(sys.argv[1]).read_text())
environment = jinja2.Environment(loader=jinja2.FileSystemLoader(sys.argv[2]), autoescape=True, trim_blocks=True, lstrip_blocks=True,
                                 keep_trailing_newline=True, undefined=jinja2.StrictUndefined)
what, count = sys.argv[3], int(sys.argv[4])
template = environment.get_template("table.html.j2" if what == "table" else "page.html.j2")
template.render(**data, item=data["items"][0], loop_last=False)
begin = time.perf_counter()
size = 0
for i in range(count):
    index = i % len(data["items"])
    text = template.render(**data, item=data["items"][index], loop_last=False)
    size += len(text.encode())
    if len(sys.argv) > 5:
        pathlib.Path(sys.argv[5], f"{what}{index}.html").write_bytes(text.encode())
print(f"{what}: {count} in {(time.perf_counter() - begin) * 1000:.3f} ms, {size} bytes")
