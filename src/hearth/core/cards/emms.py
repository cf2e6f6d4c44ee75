"""Card updates (EMMs): to the line of the card that they are for, and once."""

from __future__ import annotations

from typing import Final

from hearth.core import commands, observations
from hearth.core.cards.shares import Share
from hearth.core.events import EmmSent
from hearth.core.tools import Tools
from hearth.dvb import Caid

REPEATED_S: Final = (
    60.0  # head-ends repeat an EMM for hours; two receivers send the same
)
MAX_REMEMBERED: Final = 512


class Emms:
    """Passes EMMs on, each once a minute."""

    def __init__(self, tools: Tools) -> None:
        self._out = tools.out
        self._passed: dict[tuple[Caid, bytes], float] = {}

    def take(
        self,
        event: EmmSent,
        receiver: str,
        share: Share | None,
        now: float,
        *,
        allowed: bool,
    ) -> None:
        """
        Pass an EMM on, or say why not.

        Args:
            event: What the receiver sent.
            receiver: The account's name.
            share: The card that it is for, if the receiver was told of it.
            now: Monotonic seconds.
            allowed: Whether the configuration and the account let EMMs through.

        """
        reason = ""
        key = (event.ca_system_id, event.section.data)
        if not allowed:
            reason = "DISABLE EMM is yes, or the account may not send EMMs"
        elif share is None or not share.holders:
            reason = "the card that it is for is not there"
        elif now - self._passed.get(key, -REPEATED_S) < REPEATED_S:
            reason = "the same one was passed on less than a minute ago"
        if reason or share is None:
            self._out.observe(
                observations.EmmKept(receiver, event.ca_system_id, reason)
            )
            return
        self._note(key, now)
        (_, share_id), (line, _) = min(
            share.holders.items(), key=lambda held: (held[1][0].rank, held[1][1].hops)
        )
        self._out.put(
            commands.SendEmm(
                line.key, event.ca_system_id, event.provider_id, share_id, event.section
            )
        )
        self._out.observe(
            observations.EmmPassed(
                receiver, line.name, event.ca_system_id, len(event.section)
            )
        )

    def _note(self, key: tuple[Caid, bytes], now: float) -> None:
        self._passed.pop(key, None)
        self._passed[key] = now  # the latest at the end
        while len(self._passed) > MAX_REMEMBERED:
            del self._passed[next(iter(self._passed))]
