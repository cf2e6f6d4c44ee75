"""The report of a migration for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap
from typing import Final

from hearth.config.migration.report import (
    COMMENT,
    UNTOUCHED,
    Entry,
    Fate,
    Report,
)

TOLD_TOGETHER: Final = {COMMENT: "comments", UNTOUCHED: "as they are"}
INDENT: Final = " " * 11
NARROWEST: Final = 40  # columns; below that, lines are too short to read


def summary(report: Report) -> str:
    """Count what became of the lines, in one sentence."""
    fates = (Fate.KEPT, Fate.CHANGED, Fate.DROPPED)
    counts = [f"{report.count(fate)} {fate.value}" for fate in fates]
    return ", ".join(counts)


def report_lines(report: Report, *, width: int) -> Iterator[str]:
    """
    Give the report as lines of text.

    Args:
        report: Of any migration.
        width: Columns to use.

    """
    width = max(width, NARROWEST)
    for file, entries in groupby(report.entries, key=lambda entry: entry.file):
        shown = list(entries)
        yield f"{file}:" if file else "No line says it, and it has to be said:"
        singly = [entry for entry in shown if entry.subject not in TOLD_TOGETHER]
        for _, alike in groupby(singly, key=_alike):
            yield from _entry_lines(list(alike), width)
        for subject in TOLD_TOGETHER:
            several = [entry for entry in shown if entry.subject == subject]
            if several:
                yield from _several_lines(several, width)
        yield ""
    yield summary(report)


def _alike(entry: Entry) -> tuple[object, ...]:
    """Options of one section of which the same is to be said are told together."""
    if not entry.option:
        return entry.file, entry.line, entry.target
    return entry.file, entry.subject, entry.fate, entry.notes


def _entry_lines(entries: list[Entry], width: int) -> Iterator[str]:
    first, last = entries[0], entries[-1]
    place = f"{first.line:>5}" if first.line else " " * 5
    fate = f" {first.fate.value:<8}" if first.line else " "
    arrow = f"  -> {first.target}" if first.target and first.line else ""
    options = ", ".join(entry.option for entry in entries if entry.option)
    what = f"{first.subject}: {options}" if options else first.subject
    until = f" (to line {last.line})" if len(entries) > 1 else ""
    yield from wrapped(f"{place}{fate} {what}{until}{arrow}", width, " " * 18)
    for note in first.notes:
        yield from wrapped(f"{INDENT}- {note}", width, f"{INDENT}  ")


def _several_lines(entries: list[Entry], width: int) -> Iterator[str]:
    first = entries[0]
    lines = "lines" if len(entries) > 1 else "line"
    numbers = ranges(entry.line for entry in entries)
    head = (
        f"      {first.fate.value:<8} {TOLD_TOGETHER[first.subject]}: {lines} {numbers}"
    )
    yield from wrapped(head, width, " " * 18)
    for note in first.notes:
        yield from wrapped(f"{INDENT}- {note}", width, f"{INDENT}  ")


def ranges(numbers: Iterable[int]) -> str:
    """Write numbers that are in order, runs of them as ``3-7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)


def wrapped(text: str, width: int, indent: str) -> list[str]:
    """Break a text into lines; those after the first are indented."""
    return wrap(
        text,
        width,
        subsequent_indent=indent,
        drop_whitespace=True,
        break_long_words=False,
        break_on_hyphens=False,
    )
