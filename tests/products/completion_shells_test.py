#!/usr/bin/python3
"""What zsh and fish complete: fish is asked itself, zsh through a terminal of its own."""
# needs: zsh fish
# only: --all
import os
import re
import unittest

import helpers
from completion_test import commands, options, script

# A zsh in a pseudo terminal types the words and a TAB, and lists all matches in place of a menu.
ZSH = r"""
zmodload zsh/zpty
comptest() {
  zpty z zsh -f -i
  zpty -w z "PROMPT= RPROMPT= LISTMAX=10000; stty -echo columns 500 rows 400; unsetopt zle_bracketed_paste; cd $PWD"
  zpty -w z "autoload -Uz compinit && compinit -u -D; source ./script; zstyle ':completion:*' insert-tab false"
  zpty -w z "zstyle ':completion:*:default' list-colors 'no=<M>' 'lc=' 'rc=' 'ec=</M>' 'fi=<M>' 'di=<M>'"
  zpty -w z "setopt auto_list no_auto_menu no_list_packed no_list_ambiguous no_list_beep"
  zpty -w z "bindkey '^I' list-choices; echo REA''DY"
  zpty -r z line '*READY*'
  zpty -w -n z "$1"$'\t'
  sleep 2
  zpty -r -t z line || true
  local more
  while zpty -r -t z more; do line+=$more; done
  print -r -- $line
  zpty -d z
}
comptest "$1"
"""


def folder(shell):
    made = helpers.new_folder(shell)
    (made / "script").write_text(script(shell))
    (made / "acme.json").write_text("{}")
    (made / "afolder").mkdir()
    return made


def by_fish(line):
    done = helpers.run("fish", "--no-config", "-c", f"source ./script; complete -C '{line}'", cwd=folder("fish"))
    assert done.stderr == b"", done.stderr.decode()
    return [row.split("\t")[0] for row in done.stdout.decode().splitlines()]


def by_zsh(line):
    done = helpers.run("zsh", "-f", "-c", ZSH, "zsh", line, cwd=folder("zsh"))
    assert done.stderr == b"", done.stderr.decode()
    return re.findall(r"<M>([^<\s]+)", done.stdout.decode())


def has_terminals():
    """Some containers have no pseudo terminals; zsh can only be asked to read the script there."""
    try:
        for descriptor in os.openpty():
            os.close(descriptor)
        return True
    except OSError:
        return False


class Shells(unittest.TestCase):
    def check(self, complete):
        spec = {str(code["code"]) for code in helpers.spec()["codes"]}
        products = {line.split()[0] for line in helpers.output_of(helpers.EXECUTABLE, "products").splitlines()}
        for line, expected in {
                "statusgen ": set(commands()), "statusgen show ": spec,
                "statusgen show 51": {code for code in spec if code.startswith("51")},
                "statusgen generate ": products, "statusgen show --format ": {"csv", "json", "md", "table", "text"},
                "statusgen explain --format ": {"json", "text"}, "statusgen init --for c": {"caddy", "cpp"},
                "statusgen completion ": {"bash", "fish", "zsh"}}.items():
            with self.subTest(line=line):
                self.assertEqual(set(complete(line)), expected)

    def test_fish(self):
        self.check(by_fish)
        for command in commands():
            with self.subTest(command=command):
                self.assertEqual(set(by_fish(f"statusgen {command} --")), options(command))
        self.assertIn("acme.json", by_fish("statusgen validate a"))
        self.assertEqual(by_fish("statusgen init a"), ["afolder/"])

    def test_zsh(self):
        self.assertEqual(helpers.run("zsh", "-n", folder("zsh") / "script").stderr, b"")
        if not has_terminals():
            return
        self.check(by_zsh)
        for command in ("generate", "show", "init"):
            with self.subTest(command=command):
                self.assertEqual(set(by_zsh(f"statusgen {command} --")), options(command))


if __name__ == "__main__":
    helpers.main()
