"""D320, one-at-a-time."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.answers.late_words import late_lines, late_verdict
from hearth.doctor.answers.lateness import Why
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Verdict
from hearth.doctor.words import ms


@check("D320", "one-at-a-time")
def one_at_a_time(case: Case) -> Iterator[Verdict]:
    """
    D320 one-at-a-time: questions wait in Hearth until a line is free.

    ## What it looks at
    How long questions wait in the queue of a line, against how long the line
    takes itself.

    ## Thresholds
    The wait is longer than the line's own time. A CCcam server that knows no
    numbers for questions takes one at a time a connection (docs/ecm-time.md).

    ## What to do
    Use OSCam on the machine with the card: Hearth and OSCam agree on numbered
    questions, and many are under way at once.
    """
    for late in late_lines(case, Why.QUEUE):
        yield late_verdict(
            late,
            f"late: questions wait until {late.line} is free: it takes one at a time",
            "Run OSCam on the machine with the card, which takes many questions at once"
            " over one connection, or watch fewer different channels at the same time",
            f"they wait up to {ms(late.queue_s)}, and the line itself takes"
            f" {ms(late.times.p50_s)}",
        )
