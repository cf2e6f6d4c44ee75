"""Made-up measurements."""

from __future__ import annotations

from typing import Any

from hearth.doctor.answers.digest import times_of
from hearth.doctor.measure.kernel import Wire
from hearth.doctor.measure.measured import EcmTimes, Measured, Source
from hearth.net.sockets import RoundTrip

NOW = 1_795_000_000.0  # 18 November 2026
LINE = "card.home.lan"
DAY_S = 86_400.0


def measured(**values: Any) -> Measured:
    known: dict[str, Any] = {"line": LINE, "at": NOW, "place": f"{LINE}:12000"}
    return Measured(**(known | values))


def wire(*, sent: int = 50, again: int = 0) -> Wire:
    return Wire(RoundTrip(0.004, 0.001, 0.0004), sent, again)


def remembered(*times_s: float, failed: int = 0) -> EcmTimes:
    times = times_of(times_s)
    return EcmTimes(
        source=Source.HISTORY, asked=len(times_s) + failed, failed=failed, times=times
    )
