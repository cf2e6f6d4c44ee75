"""D316, keys-in-time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hearth.doctor.answers.digest import Digest, Question, times_of
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import clock, ms, number

BEFORE_S: Final = 30.0  # a picture shows what was asked up to three periods ago
AFTER_S: Final = 5.0  # who presses the button is a little later than the freeze
IN_TIME: Final = 0.8  # of the lead; `hearth.observe.live.verdicts.FREEZES_FROM`
QUIET_PERIODS: Final = 2.0  # tuned, and no question


@check("D316", "keys-in-time")
def keys_in_time(case: Case) -> Iterator[Verdict]:
    """
    D316 keys-in-time: a picture froze although every key was there in time.

    ## What it looks at
    The moments at which somebody saw a freeze, and that receiver's questions in
    the half minute before: whether each was answered within its time.

    ## Thresholds
    In time is within 0.8 of the lead, which is taken as half of the crypto
    period. A receiver that is on a channel asks in every period; after two
    without a question it asks no more.

    ## What to do
    Look at the signal (dish, cable, weather: signal strength and BER of the
    receiver), at the receiver's own processor and software, and at the
    network between a streaming server and the screen. A wrong key with right
    check bytes looks the same: then the channel is black on every receiver.
    """
    digest = case.digest
    if digest is None:
        return
    for name, marks in _marks(case, digest).items():
        quiet = [at for at in marks if _is_quiet(digest, name, at)]
        in_time = [
            at for at in marks if at not in quiet and _is_in_time(digest, name, at)
        ]
        if in_time:
            yield _signal(digest, name, in_time)
        if quiet:
            yield _nothing_asked(name, quiet)


def _marks(case: Case, digest: Digest) -> dict[str, list[float]]:
    freezes = list(digest.record.freezes)
    if case.facts.freeze is not None:
        freezes.append(case.facts.freeze)
    found: dict[str, list[float]] = {}
    for at, name in freezes:
        names = [name] if name else list(digest.by_receiver)
        for each in names:
            found.setdefault(each, []).append(at)
    return found


def _around(digest: Digest, name: str, at: float) -> Sequence[Question]:
    return [
        q
        for q in digest.by_receiver.get(name, ())
        if at - BEFORE_S <= q.at <= at + AFTER_S
    ]


def _is_in_time(digest: Digest, name: str, at: float) -> bool:
    around = _around(digest, name, at)
    return bool(around) and all(
        q.is_good and q.done.total_s <= IN_TIME * digest.lead(q.service) for q in around
    )


def _is_quiet(digest: Digest, name: str, at: float) -> bool:
    """Tell whether a receiver that had asked before asked nothing any more."""
    own = [q for q in digest.by_receiver.get(name, ()) if q.at <= at + AFTER_S]
    if not own or not own[-1].is_good:
        return False
    period_s = digest.period(own[-1].service) or digest.usual_period_s
    return QUIET_PERIODS * period_s + AFTER_S < at - own[-1].at < 10 * BEFORE_S


def _signal(digest: Digest, name: str, marks: list[float]) -> Verdict:
    around = [q for at in marks for q in _around(digest, name, at)]
    times = times_of(q.done.total_s for q in around)
    return Verdict(
        standing=Standing.CAUSE,
        title=f"keys came in time: look at {name} itself or at its signal",
        evidence=(
            f"frozen at {', '.join(clock(at) for at in marks[:3])}",
            (
                f"{number(times.count, 'question')} of {name} around it, all"
                " answered, the"
                f" slowest in {ms(times.worst_s)}"
            ),
        ),
        remedy="Look at signal strength and bit errors of the receiver (dish, cable,"
        " weather), at its own processor and software, and at the network between a"
        " streaming server and the screen; if the channel is black on every receiver,"
        " the card gives a wrong key with right check bytes",
        receiver=name,
    )


def _nothing_asked(name: str, marks: list[float]) -> Verdict:
    return Verdict(
        standing=Standing.CAUSE,
        title=f"{name} was connected and asked nothing",
        evidence=(f"no question in two crypto periods before {clock(marks[0])}",),
        remedy=f"Turn {name} to another channel and back, and look in its log why it"
        " stopped asking; a channel that is free to air needs no key",
        receiver=name,
        share=0.5,
    )
