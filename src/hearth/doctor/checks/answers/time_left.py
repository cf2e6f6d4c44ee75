"""D317, time-left."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.answers.digest import Digest, times_of
from hearth.doctor.answers.late_words import limit_words
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Verdict, unknown, well
from hearth.doctor.words import ms, number, percent
from hearth.observe.live.verdicts import judge_margin, lead_of


@check("D317", "time-left")
def time_left(case: Case) -> Iterator[Verdict]:
    """
    D317 time-left: how long answers take, against the crypto period.

    ## What it looks at
    The percentiles of what each receiver waited, and of each line; the crypto
    period, which is learnt from the receivers' own questions.

    ## Thresholds
    p99 as a share of the lead: under 0.25 good, under 0.5 fair, under 0.8 weak,
    from there on it will freeze (docs/ecm-time.md); the lead is taken as half of
    the crypto period. The limits in circulation are told beside it: 500 ms
    normal, 800 ms artefacts possible, 1500 ms freezes likely, 3000 ms black.

    ## What to do
    Nothing, where it is well; what is slow is said by the other checks.
    """
    digest = case.digest
    if digest is None or not digest.questions:
        why = case.facts.unlooked.get("record", "nothing was asked while it was looked")
        yield unknown(
            "whether answers come in time",
            why,
            "Let Hearth run for a while with a receiver that watches something",
        )
        return
    if not case.lateness and not digest.failed:
        yield _all_in_time(digest)
    for line in digest.by_line:
        if all(late.line != line for late in case.lateness):
            yield from _line(digest, line)


def _all_in_time(digest: Digest) -> Verdict:
    times = times_of(q.done.total_s for q in digest.questions)
    period_s = digest.usual_period_s
    return well(
        f"all {number(times.count, 'question')} were answered, 99 of 100 within"
        f" {ms(times.p99_s)}",
        f"{percent(times.p99_s / lead_of(period_s))} of the time that there is, with a"
        f" crypto period of {period_s:.0f} s",
    )


def _line(digest: Digest, line: str) -> Iterator[Verdict]:
    times = times_of(q.done.line_s for q in digest.by_line[line] if q.is_own)
    if not times.count:
        return
    margin = judge_margin(times.p99_s / lead_of(digest.usual_period_s))
    assert margin is not None
    yield well(
        f"{line} answers in {ms(times.p50_s)}: {limit_words(times.p95_s)}",
        f"95 of 100 within {ms(times.p95_s)}, 99 within {ms(times.p99_s)}; the time"
        f" that is left is {margin.value}",
        line=line,
    )
