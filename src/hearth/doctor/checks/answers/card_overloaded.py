"""D306, card-overloaded."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.answers.late_words import late_lines, late_verdict
from hearth.doctor.answers.lateness import Why
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Verdict
from hearth.doctor.words import ms


@check("D306", "card-overloaded")
def card_overloaded(case: Case) -> Iterator[Verdict]:
    """
    D306 card-overloaded: a card has to answer several channels at the same moment.

    ## What it looks at
    Whether answers are slow that had others of the same line before them, and
    quick where they had none: a card does one question after the other.

    ## Thresholds
    6 in 10 of the slow ones had company, those alone are under 800 ms with 2 in
    10 much over that at most, and together they take 1.5 times as long or more,
    and not much longer than that many one after the other. docs/ecm-time.md: five
    channels of 0.4 s each that change their keys together make the last wait for
    2 s.

    ## What to do
    Watch fewer different channels at once over this card: the same channel on
    several screens costs it nothing more. A second card for this home helps,
    and so does a faster reader setting.
    """
    for late in late_lines(case, Why.OVERLOADED):
        yield late_verdict(
            late,
            f"late: the card behind {late.line} is asked for too many channels at once",
            "Watch fewer different channels at the same time over this card (the same"
            " channel on several screens costs nothing more), let recordings wait, or"
            " make the reader faster (mhz in oscam.server)",
            f"alone a question takes {ms(late.alone.p50_s)}, with others"
            f" {ms(late.together.p50_s)} and up to {ms(late.together.worst_s)}",
            f"up to {late.most_together} were under way at once",
        )
