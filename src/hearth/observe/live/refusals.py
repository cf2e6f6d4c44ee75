"""Log-ins that were refused, until somebody from there logs in."""

from __future__ import annotations

from typing import Final

from hearth.observe.live.views import Refusal

MAX_REFUSALS: Final = 32  # two for each receiver of a home
MAX_USER: Final = 64  # characters; CCcam's own have 20
MAX_REASON: Final = 300  # characters


class Refusals:
    """The last refusal of each address and name, the newest last."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], Refusal] = {}

    def add(self, at: float, address: str, user: str, reason: str) -> None:
        """Keep a refusal; ``at`` is monotonic seconds here and until `all`."""
        key = (address, user[:MAX_USER])
        self._last.pop(key, None)
        if len(self._last) >= MAX_REFUSALS:
            del self._last[next(iter(self._last))]
        self._last[key] = Refusal(at, address, key[1], reason[:MAX_REASON])

    def log_in(self, user: str, address: str) -> None:
        """Forget what was wrong before a log-in under this name or from there."""
        self._last = {
            key: refusal
            for key, refusal in self._last.items()
            if address != key[0] and user != key[1]
        }

    def all(self, unix_offset: float) -> tuple[Refusal, ...]:
        """Give them all with unix seconds, the newest first."""
        return tuple(
            refusal._replace(at=refusal.at + unix_offset)
            for refusal in reversed(self._last.values())
        )
