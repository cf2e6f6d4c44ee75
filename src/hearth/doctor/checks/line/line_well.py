"""D114, line-well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.core.observations import Outcome
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.facts import Ladder, Rung
from hearth.doctor.verdict import Verdict, unknown, well
from hearth.doctor.words import ms, number, shown

_WORDS: Final = {
    Rung.NAME: "name",
    Rung.HOME: "home address",
    Rung.ROUTE: "route",
    Rung.PORT: "port",
    Rung.SEED: "card server",
    Rung.LOG_IN: "log-in",
    Rung.CARDS: "cards",
    Rung.CHANNEL: "card for the channel",
    Rung.ANSWER: "answer",
}


@check("D114", "line-well")
def line_well(case: Case) -> Iterator[Verdict]:
    """
    D114 line-well: how far each line that has no trouble was climbed.

    ## What it looks at
    Every step of a line: name look-up, home address, route, port, log-in,
    cards, a card for the channel, an answer.

    ## Thresholds
    None.

    ## What to do
    Nothing. What was not tried is said, with the reason: while Hearth is logged
    in, the doctor does not log in a second time, since many servers throw one of
    the two out.
    """
    for ladder in case.facts.ladders:
        if ladder.trouble is None:
            yield from _of(ladder, case)
    if not case.facts.lines and not case.facts.ladders:
        yield unknown(
            "no line was looked at",
            case.facts.unlooked.get("lines", "the configuration has no C: line"),
        )


def _of(ladder: Ladder, case: Case) -> Iterator[Verdict]:
    if ladder.reached is not None:
        steps = [_WORDS[rung] for rung in Rung if rung <= ladder.reached]
        yield well(
            f"{ladder.line} is well: {', '.join(steps)}",
            *_details(ladder),
            line=ladder.line,
        )
    if ladder.untried and not _has_answered(case, ladder.line):
        rest = [_WORDS[rung] for rung in Rung if rung > (ladder.reached or Rung.NAME)]
        yield unknown(
            f"not tried of {ladder.line}: {', '.join(rest)}",
            ladder.untried,
            line=ladder.line,
        )


def _details(ladder: Ladder) -> Iterator[str]:
    if ladder.connect_s:
        yield f"connected in {ms(ladder.connect_s)}"
    if ladder.server:
        yield f"the server is {shown(ladder.server)}"
    if ladder.cards:
        yield number(len(ladder.cards), "card")
    if ladder.answer_s is not None:
        yield f"answered in {ms(ladder.answer_s)}"


def _has_answered(case: Case, line: str) -> bool:
    """Tell whether the record shows what was not tried."""
    digest = case.digest
    return digest is not None and any(
        q.done.line == line and q.done.outcome is Outcome.ANSWERED
        for q in digest.questions
    )
