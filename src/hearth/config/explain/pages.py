"""
The pages of docs/rules, made of the rules' docstrings.

::

    python -m hearth.config.explain.pages FOLDER           write them
    python -m hearth.config.explain.pages FOLDER --check   say which differ
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from hearth.config.explain.as_text import COST, FAMILIES, title_of
from hearth.config.explain.topics import every_rule
from hearth.config.rule import Rule

INDEX: Final = "index.md"
INTRODUCTION: Final = """\
# What `hearth check` finds

Each finding has a code, and each code has a page here.
`hearth explain CODE` shows it in a terminal.

* An **error** costs its line: what is written there is not done.
* A **warning** is done, but likely not what was meant.
* A **note** is worth knowing, and nothing has to be done.

These pages are made of the rules' docstrings by `scripts/make-rule-pages`.
"""


def pages() -> dict[str, str]:
    """Make all pages, by the names of their files."""
    made = {f"{rule.code}.md": _page(rule) for rule in every_rule()}
    made[INDEX] = _index()
    return made


def _page(rule: Rule) -> str:
    _, _, sections = rule.page.partition("\n")
    title = title_of(rule)
    return (
        f"# {rule.code} {rule.name}\n\n{title[:1].upper()}{title[1:]}\n\n"
        f"*{COST[rule.severity]}*\n{sections.rstrip()}\n"
    )


def _index() -> str:
    lines = [INTRODUCTION]
    family = ""
    for rule in every_rule():
        if rule.code[:2] != family:
            family = rule.code[:2]
            lines += [
                f"\n## {FAMILIES[family]}\n\n",
                "| code | name | severity | finds |\n",
            ]
            lines.append("|---|---|---|---|\n")
        cells = (
            f"[{rule.code}]({rule.code}.md)",
            rule.name,
            rule.severity.value,
            title_of(rule),
        )
        lines.append(f"| {' | '.join(cells)} |\n")
    return "".join(lines)


def differing(folder: Path) -> list[str]:
    """Name the files of a folder that are not as they should be, or should not be."""
    made = pages()
    there = {path.name for path in folder.glob("*.md")}
    wrong = there - set(made)
    for name, text in made.items():
        if name not in there or (folder / name).read_text("utf-8") != text:
            wrong.add(name)
    return sorted(wrong)


def write(folder: Path) -> None:
    """Write all pages, and remove those of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in differing(folder):
        (folder / name).unlink(missing_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


def main(arguments: list[str]) -> int:
    """Write or check the pages of a folder."""
    folder = Path(arguments[0])
    if arguments[1:] != ["--check"]:
        write(folder)
        return 0
    wrong = differing(folder)
    for name in wrong:
        sys.stderr.write(f"{folder / name} is not what the rules say\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
