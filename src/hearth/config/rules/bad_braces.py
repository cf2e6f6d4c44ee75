"""H105, bad-braces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.config.language.problems import Problem, Trouble
from hearth.config.meaning import values
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H105", "bad-braces", Severity.ERROR)
def bad_braces(subject: Subject) -> Iterator[Hit]:
    """
    H105 bad-braces: braces that do not close, or are too many.

    ## What it finds
    A brace without its partner, braces in braces, words between two pairs, more
    pairs than the line has room for (one in a C: line, three in an F: line), other
    signs in place of braces, or times that stand in none.

    ## Why it matters
    What the braces limit cannot be told, and to guess could give away too much.

    ## Example
    ```
    F: kids secret 0 0 1 { 0:0:1  # error: [H105]
    C: card.home.lan 12000 hearth secret no { 0:0:1 } { 0:0:2 }  # error: [H105]
    F: study secret1 0 0 1 ( 0:0:1 )  # error: [H105]
    F: attic secret2 0 0 1 { } { } 12:00-17:00  # error: [H105]
    ```
    """
    for problem in subject.of(Trouble.BAD_BRACES):
        yield Hit(
            problem.span,
            _message(problem),
            _HELP.get(problem.what, _CLOSE),
        )


_CLOSE: Final = "Close each pair, and skip one that you do not need with { }."
_HELP: Final = {
    values.OTHER_SIGNS: "Write { and }, with a blank inside of each.",
    values.BARE_TIMES: "Write them into the third pair: { } { } { 12:00-17:00 }.",
}


def _message(problem: Problem) -> str:
    match problem.what:
        case values.NO_PARTNER:
            return "this brace has no partner"
        case values.BETWEEN:
            return "this stands between two pairs of braces"
        case values.OTHER_SIGNS:
            return "braces are { and }, not this"
        case values.BARE_TIMES:
            return "these times stand in no braces"
        case values.NO_BRACES:
            return "here one pair of braces has to be, and nothing else"
        case _:
            pairs = "one pair" if problem.allowed == "1" else f"{problem.allowed} pairs"
            return f"these braces are too many: the line has room for {pairs}"
