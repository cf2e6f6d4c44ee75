"""H107, brace-spacing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hearth.config.cut import Block, cut
from hearth.config.rule import Hit, Subject, rule
from hearth.config.statements import LineStatement
from hearth.diagnostics import Edit, Fix, Severity


@rule("H107", "brace-spacing", Severity.WARNING)
def brace_spacing(subject: Subject) -> Iterator[Hit]:
    """
    H107 brace-spacing: blanks or commas in braces that the original trips over.

    ## What it finds
    No blank after `{`, before `}` or after a comma, or a comma with nothing beside
    it.

    ## Why it matters
    Hearth reads it all the same, but the original was reported to ignore a setting
    whose blanks are missing.

    ## Example
    ```
    F: kids secret 0 0 1 {0:0:1}  # warning: [H107]
    F: guests secret 0 0 1 { 0:0:1,0100:000080:1 }  # warning: [H107]
    F: study secret 0 0 1 { } { } { }
    ```
    """
    for statement in subject.statements:
        if not isinstance(statement, LineStatement):
            continue
        text = statement.content.text
        if "{" in text and not all(map(_GOOD.fullmatch, _BRACES.findall(text))):
            for block in cut(statement).blocks:
                if not _GOOD.fullmatch(block.whole.text):
                    yield _hit(block)


_RUN: Final = re.compile(r"[ \t\v\f]+")
_BRACES: Final = re.compile(r"\{[^{}]*\}")
# Each item has a blank before it; no comma is first, last or beside another.
_GOOD: Final = re.compile(r"\{([ \t]+[^ \t,}]+(?:[ \t]*,[ \t]+[^ \t,}]+)*)?[ \t]+\}")


def _closed_up(item: str) -> str:
    text = _RUN.sub(" ", item)
    for sign in (":", "-"):
        text = text.replace(f" {sign}", sign).replace(f"{sign} ", sign)
    return text


def _hit(block: Block) -> Hit:
    inside = ", ".join(_closed_up(item.text) for item in block.items)
    better = f"{{ {inside} }}" if inside else "{ }"
    fix = Fix("Set the blanks right", (Edit(block.span, better),), safe=True)
    return Hit(
        block.span,
        "blanks or commas in these braces are not as the original wants them",
        "Write { then a blank, the items with a comma and a blank between, a blank, }.",
        fix if _GOOD.fullmatch(better) else None,  # an item may be in two pieces
    )
