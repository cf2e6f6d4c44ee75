"""Pieces of a made-up home, for the tests of what is true now."""

from __future__ import annotations

from hearth.core.observations import EcmDone, Outcome
from hearth.dvb import Caid, Card, Provider, ProviderId, ServiceId
from hearth.observe.live.views import (
    Ecm,
    LineStatus,
    Picture,
    ReceiverStatus,
)

CAID, PROVIDER = Caid(0x4ADA), ProviderId(0x000001)
NEWS, SPORT = ServiceId(0x1001), ServiceId(0x1002)
CARD = Card(CAID, (Provider(PROVIDER),))


def done(
    outcome: Outcome = Outcome.ANSWERED,
    *,
    receiver: str = "tv",
    service: ServiceId = NEWS,
    caid: Caid = CAID,
    total_s: float = 0.2,
    line: str = "a",
    joined: bool = False,
) -> EcmDone:
    """Make the end of a receiver's question."""
    return EcmDone(
        receiver,
        caid,
        PROVIDER,
        service,
        outcome,
        line,
        1,
        total_s,
        0.0,
        total_s,
        joined,
    )


def ecm(
    outcome: Outcome = Outcome.ANSWERED,
    *,
    at: float = 0.0,
    service: ServiceId = NEWS,
    caid: Caid = CAID,
    total_s: float = 0.2,
) -> Ecm:
    """Make a question as the pages show it."""
    event = done(outcome, service=service, caid=caid, total_s=total_s)
    return Ecm(1, at, *event)


def receiver(
    name: str = "tv",
    picture: Picture = Picture.WELL,
    *,
    since: float = 0.0,
    outcome: Outcome | None = None,
    trouble_at: float = 0.0,
    last: Ecm | None = None,
) -> ReceiverStatus:
    """Make what a page knows of a receiver; ``since`` is the picture's too."""
    return ReceiverStatus(
        name=name,
        is_connected=picture is not Picture.OFF,
        address="192.168.1.20",
        program="",
        since=since,
        picture=picture,
        watching=None,
        last=last,
        usual_s=0.2,
        p99_s=0.3,
        period_s=10.0,
        margin=0.06,
        asked=1,
        failed=0,
        last_refusal="",
        last_refusal_at=0.0,
        picture_since=since,
        trouble_at=trouble_at,
        outcome=outcome,
    )


def line(
    name: str = "a", *, is_up: bool = True, since: float = 0.0, step: str = ""
) -> LineStatus:
    """Make what a page knows of a line."""
    return LineStatus(
        name=name,
        is_up=is_up,
        since=since,
        step=step,
        reason="it is off" if step else "",
        is_paused=False,
        cards=(),
        hop=1,
        last_s=0.2,
        usual_s=0.2,
        p99_s=0.3,
        asked=1,
        failed=0,
    )
