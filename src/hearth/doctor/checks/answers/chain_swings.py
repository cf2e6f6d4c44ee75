"""D307, chain-swings."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.answers.late_words import late_lines, late_verdict
from hearth.doctor.answers.lateness import Why
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Verdict
from hearth.doctor.words import ms


@check("D307", "chain-swings")
def chain_swings(case: Case) -> Iterator[Verdict]:
    """
    D307 chain-swings: a line's answers go up and down over minutes.

    ## What it looks at
    The usual time of each half minute, and how often it goes through the
    middle between good and bad ones; how far away the card is.

    ## Thresholds
    300 ms between good and bad half minutes, and more than the good ones take
    (`hearth.observe.live.verdicts.SWINGS_OVER_S`); three times through the
    middle; half of all difference is between half minutes. A local card keeps
    within about 50 ms (docs/ecm-time.md).

    ## What to do
    Connect to the machine that holds the card, not to one that passes it on;
    look there who else uses the card.
    """
    for late in late_lines(case, Why.CHAIN):
        yield late_verdict(
            late,
            f"late: {late.line} swings between {ms(late.low_s)} and {ms(late.high_s)},"
            " as a card that others use too",
            "Connect to the machine that holds the card itself, not to a server that"
            " passes it on, and look there who else uses it",
            *_hop(late.hop),
        )


def _hop(hop: int) -> Iterator[str]:
    if hop > 1:
        yield f"the card is {hop} hops away: another server passes it on"
    else:
        yield "a card in that very machine would keep within about 50 ms"
