"""H113, invisible-character."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Edit, Fix, Severity


@rule("H113", "invisible-character", Severity.WARNING)
def invisible_character(subject: Subject) -> Iterator[Hit]:
    r"""
    H113 invisible-character: a character that cannot be seen.

    ## What it finds
    A no-break space, a zero-width character or a control character outside of
    comments. Text that was copied from a web page has them.

    ## Why it matters
    It is part of the field that it touches, so a host is not found or a log-in
    fails although the line looks right.

    ## Example
    ```
    C:\xa0card.home.lan 12000 hearth secret  # warning: [H113]
    ```
    """
    for problem in subject.of(Trouble.INVISIBLE_CHARACTER):
        is_blank = problem.what.isspace()
        yield Hit(
            problem.span,
            f"here is a character that cannot be seen: {_named(problem.what)}",
            "Delete it, or type a blank in its place.",
            Fix(
                "Put a blank in its place" if is_blank else "Delete it",
                (Edit(problem.span, " " if is_blank else ""),),
                safe=False,
            ),
        )


def _named(character: str) -> str:
    """Give a character's name as it is known: U+00A0 is everywhere called so."""
    known = {
        "\x00": "a zero byte",
        "\xa0": "a no-break space",
        "\u200b": "a zero-width space",
        "\ufeff": "a byte order mark",
    }
    return known.get(character, f"U+{ord(character):04X}")
