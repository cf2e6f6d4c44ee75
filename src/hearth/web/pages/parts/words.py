"""Numbers, times and sizes in the words of a language and the home's time zone."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Final

from markupsafe import Markup, escape

from hearth.web.texts import Texts

MOMENT: Final = 10  # seconds that nobody counts
MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
KIB: Final = 1024
FEW_MS: Final = 10
LEAST_MS: Final = 0.1


class Words:
    """
    Writes values for people.

    Args:
        texts: Of the language.
        now: Unix seconds; what is of another day gets a date.
        zone: Of the home; None is this machine's.

    """

    def __init__(self, texts: Texts, now: float, zone: tzinfo | None = None) -> None:
        self.texts = texts
        self.now = now
        self.zone = zone
        self._today = self.local(now)
        self._months = texts("time.months").split()

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number as the language does."""
        text = f"{value:,.{digits}f}"
        if text.isdigit():  # most are small and whole
            return text
        signs = {",": self.texts("number.thousands"), ".": self.texts("number.point")}
        return "".join(signs.get(sign, sign) for sign in text)

    def took(self, seconds: float) -> str:
        """Write how long an answer took: ``87 ms``, ``1.2 s``."""
        if seconds < 0.9995:
            return f"{self.number(1000 * seconds)} ms"
        return f"{self.number(seconds, 1)} s"

    def short(self, seconds: float) -> str:
        """Write a time that may be below a millisecond: ``0.3 ms``, never none."""
        ms = max(1000 * seconds, LEAST_MS)
        return f"{self.number(ms, 0 if ms >= FEW_MS else 1)} ms"

    def share(self, value: float, digits: int = 1) -> str:
        """Write a share of 1 in per cent; only what is whole is called 100 %."""
        percent = 100 * value
        if value < 1:
            percent = min(percent, 100 - 10**-digits)
        whole = percent == int(percent)
        return f"{self.number(percent, 0 if whole else digits)} %"

    def size(self, size: float) -> str:
        """Write a number of bytes."""
        for unit in ("B", "KB", "MB"):
            if size < 1000:
                return f"{self.number(size, 0 if unit == 'B' else 1)} {unit}"
            size /= KIB
        return f"{self.number(size, 1)} GB"

    def lasting(self, seconds: float) -> str:
        """Write a duration in its largest unit or two: ``2 h 14 min``, ``3 days``."""
        return self._lasting(seconds, "days")

    def ago(self, at: float) -> str:
        """Write how long something has been so."""
        seconds = self.now - at
        if seconds < MOMENT:
            return self.texts("time.moment")
        return self._lasting(seconds, "since_days")

    def _lasting(self, seconds: float, days: str) -> str:
        whole = max(0, int(seconds))
        if whole < MINUTE:
            return self._counted("seconds", whole)
        if whole < HOUR:
            return self._counted("minutes", whole // MINUTE)
        if whole < DAY:
            hours, rest = divmod(whole, HOUR)
            return self.texts("time.hours", hours=hours, minutes=rest // MINUTE)
        return self._counted(days, whole // DAY)

    def clock(self, at: float, *, seconds: bool = False) -> str:
        """Write the time of day, with the date if it is not today's."""
        local = self.local(at)
        text = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
        if local.date() == self._today.date():
            return text
        return f"{self._day(local)} {text}"

    def moment(self, at: float, *, seconds: bool = False) -> Markup:
        """Write `clock` as HTML, with the time for machines in it."""
        shown = escape(self.clock(at, seconds=seconds))
        return Markup(f'<time datetime="{self.iso(at)}">{shown}</time>')  # noqa: S704  # ours

    def day(self, at: float) -> str:
        """Write a date, with the year if it is not this one."""
        return self._day(self.local(at))

    def _day(self, local: datetime) -> str:
        month = self._months[local.month - 1]
        text = self.texts("time.day", day=local.day, month=month)
        return text if local.year == self._today.year else f"{text} {local.year}"

    def iso(self, at: float) -> str:
        """Write a time for a machine."""
        return self.local(at).isoformat(timespec="milliseconds")

    def local(self, at: float) -> datetime:
        """Give a time in the home's own time zone."""
        return datetime.fromtimestamp(at, UTC).astimezone(self.zone)

    def _counted(self, unit: str, count: int) -> str:
        return self.texts(f"time.{unit}", count=count)
