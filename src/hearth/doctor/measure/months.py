"""Keeps what was measured, and compares it with the months before."""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

from hearth.doctor.answers.digest import times_of
from hearth.doctor.measure.measured import EcmTimes, Measured, Source, asked_times
from hearth.doctor.measure.past import Month, Past, month_of, months_before
from hearth.doctor.measure.verdict import fine
from hearth.doctor.words import ms, percent

MEASURE_FILE: Final = "measure.jsonl"
MOST_KEPT: Final = 5000  # measurements: ten years of two lines, once a day
MOST_BYTES: Final = 20_000_000  # of the file; what is larger is none of ours

# As for `hearth log`: half as much again is more than chance, 100 ms are seen.
WORSE_TIMES: Final = 1.5
WORSE_S: Final = 0.1
# One answer in ten to four is slow on a real card (docs/ecm-time.md): among twenty,
# up to three late ones are its own way.
LEAST_LATE: Final = 4
WAY_TIMES: Final = 2.0
WAY_S: Final = 0.02  # docs/ecm-time.md: from 20 ms on it is seen
MORE_FAILED: Final = 0.05
LEAST_FAILED: Final = 3


class Kept(NamedTuple):
    """
    An earlier measurement, as it was kept.

    Attributes:
        at: Unix seconds.
        line: Its name.
        is_off: Whether it could not be used.
        connect_s: The usual time of a connection; None: not measured.
        each_s: Single ECM times of its own questions.
        failed: How many of its own questions got no good answer.

    """

    at: float
    line: str
    is_off: bool
    connect_s: float | None
    each_s: tuple[float, ...]
    failed: int


class Change(NamedTuple):
    """A sentence on now and then; ``is_worse``: clearly."""

    text: str
    is_worse: bool


def keep(file: Path, done: Iterable[Measured]) -> str:
    """
    Add measurements to the file; give why not, if it cannot be written.

    Args:
        file: One JSON object a line; older ones than the last 5000 are dropped.
        done: What was measured.

    """
    lines = [json.dumps(_object(each)) for each in done]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = _lines(file)
        if len(before) + len(lines) > MOST_KEPT:
            whole = [*before, *lines][-MOST_KEPT:]
            new = file.with_suffix(".new")
            new.write_text("".join(f"{line}\n" for line in whole))
            new.replace(file)
        else:
            with file.open("a") as out:
                out.write("".join(f"{line}\n" for line in lines))
    except OSError as error:
        return f"not kept: {file} cannot be written: {error.strerror or error}"
    return ""


def kept_in(file: Path) -> tuple[Kept, ...]:
    """Read what was kept; lines that cannot be read are left out."""
    try:
        lines = _lines(file)
    except OSError:
        return ()
    found = map(_kept, lines)
    return tuple(each for each in found if each is not None)


def compare(now: Measured, past: Past, kept: Sequence[Kept]) -> tuple[Change, ...]:
    """
    Compare a measurement with up to three months before.

    Args:
        now: What was measured.
        past: What Hearth remembers of the line.
        kept: Earlier measurements of all lines.

    """
    mine = [each for each in kept if each.line == now.line and each.at < now.at]
    by_month = {
        month: found
        for month in months_before(month_of(now.at))
        if (found := [each for each in mine if month_of(each.at) == month])
    }
    return tuple(_changes(now, past, by_month))


def _changes(
    now: Measured, past: Past, by_month: Mapping[Month, list[Kept]]
) -> Iterator[Change]:
    if now.trouble:
        were = [each for found in by_month.values() for each in found]
        before = " and could be used before" if any(not e.is_off for e in were) else ""
        yield Change(f"it cannot be used{before}", is_worse=True)
    if now.ecm is not None:
        yield from _ecm_changes(now, now.ecm, past, by_month)
    yield from _way_change(now, by_month)


def _ecm_changes(
    now: Measured, ecm: EcmTimes, past: Past, by_month: Mapping[Month, list[Kept]]
) -> Iterator[Change]:
    then = _asked(by_month) if ecm.source is Source.ASKED else past.months
    if not then:
        return
    best = _all_of(then)
    is_late = ecm.times.count > 0 and _is_slower(ecm, best)
    was = ", ".join(
        f"in {_name(month, now.at)} {ms(before.times.p95_s)}"
        for month, before in then.items()
        if before.times.count
    )
    if was and ecm.times.count:
        yield Change(
            f"ECM time, 95 of 100 within: {was}, now {ms(ecm.times.p95_s)}", is_late
        )
    more = ecm.failed_share - best.failed_share
    if more >= MORE_FAILED and ecm.failed >= LEAST_FAILED:
        yield Change(
            f"without a good answer: {percent(best.failed_share)} before,"
            f" {percent(ecm.failed_share)} now",
            is_worse=True,
        )


def _asked(by_month: Mapping[Month, list[Kept]]) -> dict[Month, EcmTimes]:
    found = {}
    for month, measurements in by_month.items():
        each = [seconds for one in measurements for seconds in one.each_s]
        failed = sum(one.failed for one in measurements)
        if each or failed:
            found[month] = asked_times(each, failed)
    return found


def _all_of(then: Mapping[Month, EcmTimes]) -> EcmTimes:
    """Give the months together: of single times all, of others the middle month."""
    months = list(then.values())
    each = [seconds for month in months for seconds in month.each_s]
    failed = sum(month.failed for month in months)
    if each:
        return asked_times(each, failed)
    middle = sorted(months, key=lambda month: month.times.p95_s)[(len(months) - 1) // 2]
    return EcmTimes(
        source=middle.source,
        asked=sum(month.asked for month in months),
        failed=failed,
        times=middle.times,
    )


def _is_slower(now: EcmTimes, then: EcmTimes) -> bool:
    if not then.times.count:
        return False
    if now.each_s:
        limit = max(WORSE_TIMES * then.times.p95_s, then.times.p95_s + WORSE_S)
        is_late = sum(seconds > limit for seconds in now.each_s) >= LEAST_LATE
        return is_late or _is_more(now.times.p50_s, then.times.p50_s)
    return _is_more(now.times.p95_s, then.times.p95_s)


def _is_more(now_s: float, then_s: float) -> bool:
    return now_s >= WORSE_TIMES * then_s and now_s - then_s >= WORSE_S


def _way_change(
    now: Measured, by_month: Mapping[Month, list[Kept]]
) -> Iterator[Change]:
    then = {
        month: median(times)
        for month, found in by_month.items()
        if (times := [each.connect_s for each in found if each.connect_s is not None])
    }
    if now.connect_s is None or not then:
        return
    usual_s = median(then.values())
    is_worse = now.connect_s >= WAY_TIMES * usual_s and now.connect_s - usual_s >= WAY_S
    was = ", ".join(f"in {_name(m, now.at)} {fine(s)}" for m, s in then.items())
    yield Change(f"connect: {was}, now {fine(now.connect_s)}", is_worse)


def _name(month: Month, now: float) -> str:
    year, number = month
    is_this_year = year == month_of(now)[0]
    return calendar.month_name[number] + ("" if is_this_year else f" {year}")


# The file


def _object(done: Measured) -> dict[str, Any]:
    """Make what is kept: no address, no name of ours, no password."""
    ecm = done.ecm
    kept: dict[str, Any] = {
        "at": round(done.at),
        "line": done.line,
        "off": bool(done.trouble),
        "connect_ms": _tenths(done.connect_s),
        "jitter_ms": _tenths(done.jitter_s),
        "lost": done.wire and [done.wire.again, done.wire.sent],
    }
    if ecm is not None:
        times = times_of(ecm.each_s) if ecm.each_s else ecm.times
        kept["ecm"] = {
            "source": ecm.source.value,
            "asked": ecm.asked,
            "failed": ecm.failed,
            "p50_ms": _tenths(times.p50_s),
            "p95_ms": _tenths(times.p95_s),
            "p99_ms": _tenths(times.p99_s),
            "each_ms": [_tenths(seconds) for seconds in ecm.each_s],
        }
    return kept


def _tenths(seconds: float | None) -> float | None:
    return None if seconds is None else round(1000 * seconds, 1)


def _kept(line: str) -> Kept | None:
    try:
        found = json.loads(line)
        ecm = found.get("ecm") or {}
        is_asked = ecm.get("source") == Source.ASKED.value
        connect_ms = found.get("connect_ms")
        return Kept(
            float(found["at"]),
            str(found["line"]),
            bool(found.get("off")),
            None if connect_ms is None else float(connect_ms) / 1000,
            tuple(float(one) / 1000 for one in ecm["each_ms"]) if is_asked else (),
            int(ecm["failed"]) if is_asked else 0,
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _lines(file: Path) -> list[str]:
    try:
        if file.stat().st_size > MOST_BYTES:
            return []
        return file.read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
