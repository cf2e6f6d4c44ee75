"""From the head-end's stream to the result: at its pace, into two decoders."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import IO, Final

from hearth.dvb import ServiceId
from hearth.lab.picture.box import Box
from hearth.lab.picture.comparing import Comparison
from hearth.lab.picture.decoder import Picture, decoder, pictures
from hearth.lab.picture.pace import Pace
from hearth.lab.picture.recorder import Recorder
from hearth.lab.picture.result import PictureResult, find_faults, find_losses
from hearth.lab.picture.tuner import Tuner
from hearth.lab.statistics import Verdict
from hearth.lab.stream.errors import ProgramError, StreamError
from hearth.lab.stream.ffmpeg import Ffmpeg
from hearth.lab.stream.head_end import LEAD_IN_S, Chunk, HeadEnd, StreamPlan
from hearth.lab.stream.packets import PACKET_SIZE

TICK_S: Final = 0.02  # how much of the stream has the same keys


@dataclass(frozen=True, slots=True)
class Progress:
    """
    How far a stream is.

    Attributes:
        seconds: Of it that were sent.
        identical: Pictures that came out identical so far.
        questions: ECMs that were asked for.

    """

    seconds: float
    identical: int
    questions: int


class Player:
    """
    Plays a head-end's stream through a receiver.

    Args:
        head_end: What is on air.
        box: The receiver.
        pace: How fast.
        service_id: What the receiver shows, for its original.
        told: Called now and then with how far it is.
        save: Where the descrambled stream is to go.

    """

    def __init__(
        self,
        head_end: HeadEnd,
        box: Box,
        pace: Pace,
        *,
        service_id: ServiceId,
        told: Callable[[Progress], None] = lambda _: None,
        save: IO[bytes] | None = None,
    ) -> None:
        self._head_end = head_end
        self._box = box
        self._pace = pace
        self._told = told
        self._save = save
        plan = head_end.plan
        self._comparison = Comparison(plan.pictures, plan.first_pts)
        self._tuner = Tuner(service_id)  # for the original
        self._original = Recorder(self._tuner)
        self._has_begun = False

    async def run(
        self, ready: Callable[[], Awaitable[None]] | None = None
    ) -> PictureResult:
        """
        Play it to its end.

        Args:
            ready: Is waited for before anything is played, while the head-end
                gets going.

        Raises:
            StreamError: The stream is not the laboratory's own.
            MissingError: ffmpeg or libdvbcsa is not installed.
            ProgramError: ffmpeg ended with an error.
            UsageError: The bitrate is too low for the services.

        """
        compare = self._comparison
        original, shown = decoder(complains=True), decoder(complains=False)
        try:
            async with original, shown, asyncio.TaskGroup() as group:
                group.create_task(_collect(original, compare.add_original))
                group.create_task(_collect_what_is_there(shown, compare.add_shown))
                async with contextlib.aclosing(self._head_end.chunks()) as chunks:
                    first = await anext(chunks)
                    if ready is not None:
                        await ready()
                    await self._play(first, original, shown)
                    async for chunk in chunks:
                        await self._play(chunk, original, shown)
                await original.finish_input()
                await shown.finish_input()
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        if compare.originals != compare.pictures:
            raise StreamError(
                f"of {compare.pictures} original pictures {compare.originals}"
                " were decoded: there is nothing to compare with"
            )
        return make_result(self._head_end.plan, self._box, compare)

    async def _play(self, chunk: Chunk, original: Ffmpeg, shown: Ffmpeg) -> None:
        plan = self._head_end.plan
        if not self._has_begun and chunk.start_s >= plan.start_s - chunk.packet_s:
            self._has_begun = True
            # As in steady viewing: the first key may take its lead, not more.
            box = self._box
            stood_s = await self._pace.hold(
                box.watch,
                lambda: box.has_key,
                chunk.start_s,
                plan.profile.lead_s - LEAD_IN_S,
            )
            for ecm in box.ecms:
                ecm.heard_s -= stood_s
        for at in range(0, len(chunk.clear), PACKET_SIZE):
            self._tuner.take(chunk.clear[at : at + PACKET_SIZE])
        clear, _ = self._original.take(chunk.clear)
        await original.write(clear)
        step = max(1, round(TICK_S / chunk.packet_s)) * PACKET_SIZE
        for at in range(0, len(chunk.scrambled), step):
            await self._tick(chunk, at, chunk.scrambled[at : at + step], shown)
        self._told(
            Progress(
                max(0.0, min(plan.seconds, chunk.end_s - plan.start_s)),
                self._comparison.identical,
                len(self._box.ecms),
            )
        )

    async def _tick(
        self, chunk: Chunk, at: int, data: bytearray, shown: Ffmpeg
    ) -> None:
        start_s = chunk.start_s + at // PACKET_SIZE * chunk.packet_s
        await self._pace.until(start_s + len(data) // PACKET_SIZE * chunk.packet_s)
        clear, kept = self._box.take(data, start_s, chunk.packet_s)
        await shown.write(clear)
        if self._save is not None:
            self._save.write(kept)


def make_result(plan: StreamPlan, box: Box, comparison: Comparison) -> PictureResult:
    """Put together what was seen, and why."""
    ecms = box.ecms
    answered = [e for e in ecms if e.verdict in (Verdict.RIGHT, Verdict.WRONG)]
    losses = find_losses(box.periods, ecms, plan.start_s)
    return PictureResult(
        pictures=comparison.pictures,
        identical=comparison.identical,
        faults=find_faults(comparison.stretches(), losses, ecms),
        questions=len(ecms),
        answers_s=tuple(ecm.after_s for ecm in answered),
        bad=tuple(
            ecm.verdict for ecm in ecms if ecm.verdict not in (None, Verdict.RIGHT)
        ),
        under_way=sum(ecm.verdict is None for ecm in ecms),
        tuning_s=answered[0].after_s if answered else None,
        period_s=plan.profile.period_s,
        lead_s=plan.profile.lead_s,
    )


async def _collect(running: Ffmpeg, add: Callable[[Picture], None]) -> None:
    async with contextlib.aclosing(pictures(running)) as decoded:
        async for picture in decoded:
            add(picture)


async def _collect_what_is_there(
    running: Ffmpeg, add: Callable[[Picture], None]
) -> None:
    """Take the pictures of a stream that may have none, which ends in an error."""
    with contextlib.suppress(ProgramError):
        await _collect(running, add)
