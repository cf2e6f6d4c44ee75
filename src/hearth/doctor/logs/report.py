"""A summary of a log as text and as an object."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any, Final

from hearth.doctor.answers.late_words import limit_words
from hearth.doctor.logs.summary import Part, Summary
from hearth.doctor.words import ms, number, percent, shown, span

GAPS_SHOWN: Final = 5


def as_text(summary: Summary, source: str) -> str:
    """Say a summary to people."""
    lines = [f"{source}: {_when(summary.begin)} to {_when(summary.end)}", ""]
    for heading, parts in (("Lines", summary.lines), ("Receivers", summary.receivers)):
        if parts:
            lines.append(heading)
            for part in parts:
                lines += _part(part)
            lines.append("")
    if not summary.lines and not summary.receivers:
        lines = [f"{source}: nothing of it is about questions, lines or receivers"]
    return "".join(f"{line}\n" for line in lines)


def as_json(summary: Summary, source: str) -> str:
    """Say a summary to other programs; times are milliseconds, moments unix seconds."""
    return (
        json.dumps(
            {
                "source": source,
                "begin": summary.begin,
                "end": summary.end,
                "lines": [_object(part) for part in summary.lines],
                "receivers": [_object(part) for part in summary.receivers],
            },
            indent=2,
        )
        + "\n"
    )


def _part(part: Part) -> Iterator[str]:
    times = part.times
    yield f"  {shown(part.name)}: {number(part.asked, 'question')}"
    if times.count:
        yield (
            f"    half within {ms(times.p50_s)}, 95 of 100 within {ms(times.p95_s)}, 99"
            f" within {ms(times.p99_s)}, at worst {ms(times.worst_s)}:"
            f" {limit_words(times.p95_s)}"
        )
    for kind, count in part.failed.most_common():
        yield f"    {kind.value}: {count} ({percent(count / part.asked)})"
    for kind, count in part.events.most_common():
        yield f"    {kind.value}: {number(count, 'time')}"
    if part.change is not None:
        change = part.change
        yield (
            f"    it changed at {_when(change.at)}: {ms(change.before_s)} were usual"
            f" before, {ms(change.after_s)} since"
        )
    for gap in part.gaps[:GAPS_SHOWN]:
        yield f"    nothing asked from {_when(gap.begin)}, {span(gap.end - gap.begin)}"
    if len(part.gaps) > GAPS_SHOWN:
        yield f"    and {len(part.gaps) - GAPS_SHOWN} more such gaps"


def _object(part: Part) -> dict[str, Any]:
    times = part.times
    return {
        "name": part.name,
        "asked": part.asked,
        "answered": times.count,
        "p50_ms": round(1000 * times.p50_s),
        "p95_ms": round(1000 * times.p95_s),
        "p99_ms": round(1000 * times.p99_s),
        "worst_ms": round(1000 * times.worst_s),
        "failed": {kind.value: count for kind, count in part.failed.items()},
        "events": {kind.value: count for kind, count in part.events.items()},
        "gaps": [[gap.begin, gap.end] for gap in part.gaps],
        "change": None
        if part.change is None
        else {
            "at": part.change.at,
            "before_ms": round(1000 * part.change.before_s),
            "after_ms": round(1000 * part.change.after_s),
        },
    }


def _when(at: float) -> str:
    try:
        return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at))
    except (OverflowError, ValueError, OSError):
        return "?"
