"""
The pages of docs/rules, made of the rules' docstrings.

::

    python -m hearth.config.explain.pages FOLDER           write them
    python -m hearth.config.explain.pages FOLDER --check   say which differ
"""

from __future__ import annotations

import sys
from typing import Final

from hearth.config.explain.as_text import COST, FAMILIES, title_of
from hearth.config.explain.topics import every_rule
from hearth.config.rule import Rule
from hearth.generated import GeneratedPages

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


RULE_PAGES: Final = GeneratedPages(pages, "the rules")


if __name__ == "__main__":
    sys.exit(RULE_PAGES.main(sys.argv[1:]))
