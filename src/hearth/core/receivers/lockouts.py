"""Wrong passwords: an address that keeps guessing has to wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ALLOWED: Final = 5  # a person who types it wrong needs fewer
WINDOW_S: Final = 600.0
FIRST_WAIT_S: Final = 60.0
LONGEST_WAIT_S: Final = 3600.0
MAX_ADDRESSES: Final = 1024  # a home has fewer; bounds what somebody can make us keep


@dataclass(slots=True)
class _Record:
    """What one address did wrong lately."""

    failures: list[float] = field(default_factory=list)
    until: float = 0.0
    wait_s: float = 0.0


class Lockouts:
    """
    5 wrong within 10 minutes: wait 1 minute; each further one doubles it, to 1 hour.

    Further ones count for as long after a wait as they would have counted
    before it: 10 minutes without a wrong password and all is forgotten.
    """

    def __init__(self) -> None:
        self._records: dict[str, _Record] = {}

    def __len__(self) -> int:
        return len(self._records)

    def wait_of(self, address: str, now: float) -> float:
        """Return for how many seconds an address still has to wait; 0 if not."""
        record = self._records.get(address)
        return max(0.0, record.until - now) if record else 0.0

    def fail(self, address: str, now: float) -> float:
        """Count a wrong password; return the wait in seconds that begins, or 0."""
        record = self._records.pop(address, None) or _Record()
        self._make_room(now)
        self._records[address] = record  # the latest at the end
        record.failures = [t for t in record.failures if now - t < WINDOW_S]
        record.failures.append(now)
        del record.failures[:-ALLOWED]
        on_probation = record.wait_s > 0 and now - record.until < WINDOW_S
        if not on_probation:
            record.wait_s = 0.0
            if len(record.failures) < ALLOWED:
                return 0.0
        record.wait_s = min(LONGEST_WAIT_S, max(FIRST_WAIT_S, 2 * record.wait_s))
        record.until = now + record.wait_s
        return record.wait_s

    def clear(self, address: str) -> None:
        """Forget an address: its log-in was right."""
        self._records.pop(address, None)

    def clear_all(self) -> None:
        """Forget all: the accounts have changed, and with them what is wrong."""
        self._records.clear()

    def _make_room(self, now: float) -> None:
        """Keep the table bounded: who waits no more goes first, then the oldest."""
        if len(self._records) < MAX_ADDRESSES:
            return
        for address, record in list(self._records.items()):
            if record.until <= now:
                del self._records[address]
                return
        del self._records[next(iter(self._records))]
