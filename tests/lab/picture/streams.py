"""Short streams of the head-end, and what a receiver makes of them."""

from __future__ import annotations

import io
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace

from hearth.dvb import ControlWords
from hearth.lab.card_system import SERVICE_ID, Halves
from hearth.lab.picture.box import Box, HeardEcm
from hearth.lab.picture.pace import SimulatedCard
from hearth.lab.picture.player import Player, Progress
from hearth.lab.picture.result import PictureResult
from hearth.lab.stream.head_end import Chunk, HeadEnd, StreamPlan
from hearth.lab.stream.profile import NARROW, Profile

Reply = Callable[[HeardEcm], tuple[float, ControlWords] | None]


_MADE: dict[StreamPlan, list[Chunk]] = {}


class RecordedHeadEnd(HeadEnd):
    """A head-end whose stream is made once for all tests that want the same."""

    async def chunks(self) -> AsyncGenerator[Chunk, None]:
        made = _MADE.setdefault(self.plan, [])
        if not made:
            made += [chunk async for chunk in super().chunks()]
        for chunk in made:
            yield replace(chunk, scrambled=bytearray(chunk.scrambled))


def plan(
    *,
    seconds: float = 3.0,
    period_s: float = 1.0,
    lead: float = NARROW,
    halves: Halves = Halves.BOTH,
) -> StreamPlan:
    """One small channel: what its making costs is not what a test is about."""
    profile = Profile(period_s=period_s, lead=lead, halves=halves)
    return StreamPlan(seconds=seconds, profile=profile, services=1, bitrate=1_500_000)


def after(seconds: float) -> Reply:
    """Answer right, after so long."""
    return lambda ecm: (seconds, ecm.right)


async def play(
    stream: StreamPlan,
    reply: Reply,
    *,
    save: io.BytesIO | None = None,
    told: Callable[[Progress], None] = lambda _: None,
) -> PictureResult:
    """Play a stream through a receiver with a made-up card, in no time."""
    card = SimulatedCard(reply)
    with Box(SERVICE_ID) as box:
        card.serve(box)
        player = Player(
            RecordedHeadEnd(stream),
            box,
            card,
            service_id=SERVICE_ID,
            save=save,
            told=told,
        )
        return await player.run()
