"""
The pages of docs/doctor, made of the checks' docstrings.

::

    python -m hearth.doctor.pages FOLDER           write them
    python -m hearth.doctor.pages FOLDER --check   say which differ
"""

from __future__ import annotations

import sys
from typing import Final

from hearth.doctor.check import Check
from hearth.doctor.checks import all_checks
from hearth.doctor.ranking import TIERS
from hearth.generated import GeneratedPages

INDEX: Final = "index.md"
FAMILIES: Final = {"D1": "Lines", "D2": "This machine", "D3": "The answers"}
INTRODUCTION: Final = """\
# What `hearth doctor` looks at

Each check has a code, and each code has a page here.

* A **cause** explains a picture that freezes or stays black.
* A **warning** is worth mending, and explains nothing of the kind yet.
* What is **well** was looked at, and what is **not known** could not be.

These pages are made of the checks' docstrings by `scripts/make-doctor-pages`.
"""
RANKING: Final = """
## Which cause is named first

Causes stand in this order; among those of one row the one that explains most
of what went wrong comes first, and what explains little stands behind all others.
Warnings stand behind causes.

| why | checks |
|---|---|
"""


def pages() -> dict[str, str]:
    """Make all pages, by the names of their files."""
    made = {f"{check.code}.md": _page(check) for check in all_checks()}
    made[INDEX] = _index()
    return made


def _page(check: Check) -> str:
    _, _, sections = check.page.partition("\n")
    title = check.title[:1].upper() + check.title[1:]
    return f"# {check.code} {check.name}\n\n{title}\n{sections.rstrip()}\n"


def _index() -> str:
    lines = [INTRODUCTION]
    family = ""
    for check in all_checks():
        if check.code[:2] != family:
            family = check.code[:2]
            lines.append(f"\n## {FAMILIES[family]}\n\n| code | name | says |\n")
            lines.append("|---|---|---|\n")
        link = f"[{check.code}]({check.code}.md)"
        lines.append(f"| {link} | {check.name} | {check.title} |\n")
    lines.append(RANKING)
    lines += [f"| {tier.why} | {', '.join(tier.codes)} |\n" for tier in TIERS]
    return "".join(lines)


CHECK_PAGES: Final = GeneratedPages(pages, "the checks")


if __name__ == "__main__":
    sys.exit(CHECK_PAGES.main(sys.argv[1:]))
