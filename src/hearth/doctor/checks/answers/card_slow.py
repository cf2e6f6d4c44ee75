"""D305, card-slow."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.answers.late_words import late_lines, late_verdict
from hearth.doctor.answers.lateness import Why
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Verdict
from hearth.doctor.words import ms


@check("D305", "card-slow")
def card_slow(case: Case) -> Iterator[Verdict]:
    """
    D305 card-slow: every answer of a line takes long, whoever asks and when.

    ## What it looks at
    The time from a question's departure to its answer, network and card, for
    questions that were alone; what the network takes of it, where that is known.

    ## Thresholds
    Half of the answers over 800 ms, or 95 of 100 over 0.8 of the lead, which is
    taken as half of the crypto period (`hearth.observe.live.verdicts`). The
    limits in circulation: up to 500 ms normal, 800 ms artefacts possible,
    1500 ms freezes likely, 3000 ms black (docs/ecm-time.md). A real card takes
    about 195 ms (docs/ecm-time.md).

    ## What to do
    Look at the reader's settings: a reader that is clocked too low (``mhz`` and
    ``cardmhz`` in OSCam) or a USB reader on a hub makes every card slow.
    """
    for late in late_lines(case, Why.CARD):
        yield late_verdict(
            late,
            f"late: the card behind {late.line} is slow, for everybody",
            "Look at the reader there: mhz and cardmhz in oscam.server, a USB reader at"
            " a hub, other programs that use the same card; try the card in another"
            " reader",
            f"questions that were alone took {ms(late.alone.p50_s)} as well",
            *([f"the network takes {ms(late.way_s)} of it"] if late.way_s else []),
        )
