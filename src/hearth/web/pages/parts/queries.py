"""What an address asks for: which questions, of which time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import Final, cast
from urllib.parse import urlencode

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.errors import UsageError
from hearth.observe.history.views import EcmFilter, EcmKind, Viewing
from hearth.observe.live.views import Ecm, Watching
from hearth.observe.periods import ServiceKey

RANGES: Final = {"hour": 3600, "day": 86400, "month": 30 * 86400, "year": 366 * 86400}
KINDS: Final = ("all", "good", "failed")
LEAST_S: Final = 60.0  # of a chart
MOST_S: Final = 400 * 86400.0  # as long as anything is remembered


@dataclass(frozen=True, slots=True)
class Period:
    """
    A stretch of time.

    Attributes:
        name: Of `RANGES`, ending now; "" if it was chosen by its ends.

    """

    begin: float
    end: float
    name: str = ""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.begin

    def moved(self, steps: float) -> Period:
        """Give one of the same length, so many lengths later."""
        by = steps * self.seconds
        return Period(self.begin + by, self.end + by)

    def wider(self) -> Period:
        """Give one three times as long around the same middle."""
        return Period(self.begin - self.seconds, self.end + self.seconds)

    def closer(self) -> Period:
        """Give the middle third of it."""
        third = self.seconds / 3
        return Period(self.begin + third, self.end - third)


def period_of(query: Mapping[str, str], now: float, default: str = "day") -> Period:
    """
    Read ``range``, or ``begin`` and ``end`` in unix seconds.

    What makes no sense is as if it was not there.
    """
    begin, end = _number(query.get("begin")), _number(query.get("end"))
    if begin is not None and end is not None:
        end = min(end, now)
        begin = max(begin, end - MOST_S, 0.0)
        if end - begin >= LEAST_S:
            return Period(begin, end)
    name = query.get("range", default)
    if name not in RANGES:
        name = default
    return Period(now - RANGES[name], now, name)


def filter_of(query: Mapping[str, str]) -> EcmFilter:
    """Read ``receiver``, ``line``, ``channel`` and ``outcome``."""
    kind = query.get("outcome", KINDS[0])
    return EcmFilter(
        receiver=query.get("receiver", ""),
        line=query.get("line", ""),
        service=service_of(query.get("channel", "")),
        kind=cast("EcmKind", kind if kind in KINDS else KINDS[0]),
    )


def service_of(text: str) -> ServiceKey | None:
    """Read a channel's key, ``4ADA:000010:283D``; None if it is none."""
    parts = text.split(":")
    try:
        caid, provider, sid = (int(part, 16) for part in parts)
        return Caid(caid), ProviderId(provider), ServiceId(sid)
    except (ValueError, UsageError):
        return None


def service_in(of: Ecm | Viewing | Watching | ServiceKey) -> ServiceKey:
    """Give the channel of whatever has one."""
    if isinstance(of, (Ecm, Viewing, Watching)):
        return of.ca_system_id, of.provider_id, of.service_id
    return of


def key_of(service: ServiceKey) -> str:
    """Write a channel's key."""
    return ":".join(str(part) for part in service)


def is_meant(ecm: Ecm, where: EcmFilter) -> bool:
    """Tell whether a filter lets a question through."""
    return (
        where.receiver in ("", ecm.receiver)
        and where.line in ("", ecm.line)
        and where.service in (None, ecm.service)
        and (where.kind == "all" or (where.kind == "good") == ecm.is_good)
        and where.begin <= ecm.at < where.end
    )


def meant(ecms: Iterable[Ecm], where: EcmFilter) -> list[Ecm]:
    """Give the questions that a filter lets through."""
    return [ecm for ecm in ecms if is_meant(ecm, where)]


def query_of(where: EcmFilter, **more: str) -> str:
    """Write a filter as the query of an address, with its question mark."""
    values = {
        "receiver": where.receiver,
        "line": where.line,
        "channel": key_of(where.service) if where.service else "",
        "outcome": "" if where.kind == "all" else where.kind,
        **more,
    }
    return "?" + urlencode({name: value for name, value in values.items() if value})


def within(where: EcmFilter, period: Period) -> EcmFilter:
    """Bound a filter by a stretch of time."""
    return replace(where, begin=period.begin, end=period.end)


def until(where: EcmFilter, end: float | None) -> EcmFilter:
    """Bound a filter at its end; None leaves it open."""
    return replace(where, end=inf if end is None else end)


def moment_of(query: Mapping[str, str], name: str) -> float | None:
    """Read a moment in unix seconds; None if it is none."""
    return _number(query.get(name))


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if isfinite(number) and 0 <= number < 1e11 else None
