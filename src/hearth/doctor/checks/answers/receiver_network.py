"""D309, receiver-network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hearth.core.observations import ReceiverLeft
from hearth.doctor.answers.arrivals import Arrivals, arrivals_of, worse_than_others
from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.log_ins import MANY, log_ins_of, most_at_once
from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict
from hearth.doctor.words import ms, number, percent

FELT_S: Final = 1.0  # a question that comes so late leaves a card little time
LOST: Final = 2  # connections that died without a word
NO_SIGN: Final = "no sign of life"  # `hearth.net.sockets.why_lost`


@check("D309", "receiver-network")
def receiver_network(case: Case) -> Iterator[Verdict]:
    """
    D309 receiver-network: one receiver's own network holds its questions up.

    ## What it looks at
    When a receiver's questions come. It asks once in a crypto period, as soon
    as the broadcast has the new section; a question that comes later than this
    rhythm was held up on its way. Besides: the round trips that the system
    measures, and connections that died without a word. Only what others do
    not have counts; if all have it, it is this machine's own network.

    ## Thresholds
    3 in 100 questions held up by 180 ms or more (TCP sends again after 200 ms),
    or 4 in 100 for twenty minutes, and three times as many as at the others; a
    round trip of 150 ms or jitter of 50 (docs/ecm-time.md: ping under 80/150 ms,
    jitter 20 ms). A cause if they come over 1 s late.

    ## What to do
    Give that receiver a cable, or a powerline or mesh adapter beside it; 5 GHz
    instead of 2.4; no microwave oven between.
    """
    digest = case.digest
    if digest is None:
        return
    everybody = arrivals_of(digest)
    log_ins = log_ins_of(digest)
    poor = {
        name: it
        for name, it in everybody.items()
        # Who is thrown out again and again cannot keep the rhythm.
        if _is_poor(it, digest) and most_at_once(log_ins.get(name, ())) < MANY
    }
    alone = {
        name: it
        for name, it in poor.items()
        if worse_than_others(it, everybody.values()) or it.is_slow_way
    }
    for name, it in alone.items():
        yield _of_one(name, it, digest)
    if len(poor) > 1 and not alone:
        yield _of_all(poor)


def _is_poor(it: Arrivals, digest: Digest) -> bool:
    return it.is_held_up or it.is_slow_way or _lost(it, digest) >= LOST


def _lost(it: Arrivals, digest: Digest) -> int:
    left = digest.of(ReceiverLeft)
    return sum(w.receiver == it.receiver and NO_SIGN in w.reason for _, w in left)


def _of_one(name: str, it: Arrivals, digest: Digest) -> Verdict:
    felt = it.late.p99_s >= FELT_S or it.is_slow_way or _lost(it, digest) >= LOST
    kind = "Wi-Fi" if it.link == "wireless" else "own network"
    return Verdict(
        standing=Standing.CAUSE if felt else Standing.WARNING,
        title=f"the {kind} of {name} holds its questions up, and those of no other",
        evidence=tuple(_evidence(it, _lost(it, digest))),
        remedy=f"Give {name} a cable, or a mesh or powerline adapter beside it; on"
        " Wi-Fi use 5 GHz, away from microwave ovens",
        receiver=name,
        share=max(digest.share_of_bad(digest.by_receiver[name]), 0.5 if felt else 0.2),
    )


def _of_all(poor: dict[str, Arrivals]) -> Verdict:
    worst = max(poor.values(), key=lambda it: it.held_up)
    return Verdict(
        standing=Standing.CAUSE,
        title="every receiver's questions are held up: the network of this machine",
        evidence=(*_evidence(worst, 0), f"the same is so for {len(poor) - 1} more"),
        remedy="Connect this machine to the router by cable, and look at its switch",
    )


def _evidence(it: Arrivals, lost: int) -> Iterator[str]:
    if it.is_held_up:
        yield (
            f"{percent(it.held_up)} of {it.late.count} questions came later than the"
            f" broadcast's rhythm, one in a hundred by {ms(it.late.p99_s)} or more"
        )
    if it.trips.count:
        yield (
            f"a round trip takes {ms(it.trips.p50_s)}, at worst {ms(it.trips.worst_s)},"
            f" and varies by {ms(it.jitter.p95_s)}"
        )
    if lost:
        yield f"{number(lost, 'connection')} died without a word"
    if it.link:
        yield f"it is {it.link}"
