"""
Carry out what findings offer to mend, and nothing that changes a meaning.

A fix that says it is safe is believed only as far as it can be checked: if
what the file says is not the same afterwards, it is not done, and is left for
a person to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from hearth.config.beside.overlay import overlay
from hearth.config.beside.toml import read_toml
from hearth.config.language.cut import Parts, cut, cut_value
from hearth.config.language.directives import Directive, Kind
from hearth.config.language.document import Document
from hearth.config.language.statements import DirectiveStatement, OtherStatement, Token
from hearth.config.read import Reading, read_config
from hearth.diagnostics import Finding, Span
from hearth.errors import UsageError

MAX_ROUNDS: Final = 50  # mending shows more to mend; of each kind 100 a round


class Look(NamedTuple):
    """
    A file as it is now.

    Attributes:
        document: The file.
        findings: What there is to say of it.
        meaning: What it says; equal for two files that say the same.

    """

    document: Document
    findings: tuple[Finding, ...]
    meaning: Hashable


Looker = Callable[[bytes], Look]  # reads a file's bytes, never raises


@dataclass(frozen=True, slots=True)
class Mended:
    """
    What mending did.

    Attributes:
        before: The file as it was.
        after: The file as it is to be, with what there is still to say.
        done: The findings that were mended, in the order of the file, round
            by round.
        left: Those that call themselves safe and were not mended, because
            that would change what the file says, or cannot be done.

    """

    before: Document
    after: Look
    done: tuple[Finding, ...]
    left: tuple[Finding, ...] = ()


def look_at_config(data: bytes, file: str = "") -> Look:
    """Look at a CCcam.cfg."""
    reading = read_config(data, file=file)
    return Look(reading.document, reading.findings, meaning_of(reading))


def look_at_toml(data: bytes, file: str, beside: Reading, cccam_cfg: str) -> Look:
    """
    Look at a hearth.toml.

    Args:
        data: Its bytes.
        file: Its name for the findings.
        beside: The CCcam.cfg that it is laid over.
        cccam_cfg: The name of that.

    """
    toml = read_toml(data)
    findings = overlay(beside, cccam_cfg, toml, file).findings
    meaning = frozenset((written.path, written.value) for written in toml.settings)
    return Look(toml.document, findings[len(beside.findings) :], meaning)


def mend(data: bytes, look: Looker) -> Mended:
    """
    Do all safe fixes, until there are none or none that can be done.

    Args:
        data: The file's bytes.
        look: Reads such a file.

    """
    now = look(data)
    before, done, refused = now.document, list[Finding](), set[Finding]()
    for _ in range(MAX_ROUNDS):
        chosen = _compatible(f for f in _safe(now) if f not in refused)
        if not chosen:
            break
        now, mended = _do_all(now, chosen, look)
        done += mended
        refused.update(chosen)
        refused.difference_update(mended)
    return Mended(before, now, tuple(done), tuple(_safe(now)))


def apply_one(now: Look, finding: Finding, look: Looker) -> Look | None:
    """Do one fix, whatever it changes; None if it cannot be done or does nothing."""
    return _do(now, [finding], look)


def meaning_of(reading: Reading) -> Hashable:
    """
    Give what a CCcam.cfg says, free of how it says it.

    That is more than its settings: what Hearth does not use yet counts, and
    so do the lines that cannot be used, as they stand.
    """
    settings = reading.settings
    used = {account.span.line for account in settings.accounts}
    used |= {line.span.line for line in settings.lines}
    values: dict[str, tuple[Hashable, ...]] = {}
    rest: list[Hashable] = []
    for statement in reading.statements:
        if isinstance(statement, DirectiveStatement):
            directive = statement.directive
            said = values.get(directive.name, ()) if directive.repeatable else ()
            values[directive.name] = (*said, _value(directive, statement.value))
        elif isinstance(statement, OtherStatement):
            rest.append(statement.content.text)
        elif statement.content.line not in used:
            rest.append((statement.letter, _pieces(cut(statement))))
    return settings, tuple(sorted(values.items())), tuple(rest)


def _value(directive: Directive, value: Token) -> Hashable:
    match directive.kind:
        case Kind.TEXT | Kind.PATH:
            return value.text
        case Kind.OPAQUE:
            return _pieces(cut_value(value))
        case _:
            return value.text.lower()


def _pieces(parts: Parts) -> Hashable:
    """Give the pieces of a line, without the blanks and commas between them."""
    return (
        tuple(field.text for field in (*parts.fields, *parts.tail, *parts.strays)),
        tuple(
            tuple("".join(item.text.split()) for item in block.items)
            for block in parts.blocks
        ),
    )


def _safe(now: Look) -> list[Finding]:
    return [f for f in now.findings if f.fix is not None and f.fix.safe]


def _compatible(findings: Iterable[Finding]) -> list[Finding]:
    """Choose those whose edits do not touch each other, the earlier ones first."""
    chosen: list[Finding] = []
    taken: defaultdict[int, list[Span]] = defaultdict(list)  # by each line of theirs
    for finding in findings:
        assert finding.fix is not None
        spans = [edit.span for edit in finding.fix.edits]
        places = [(line, span) for span in spans for line in _lines(span)]
        if any(_touch(span, other) for line, span in places for other in taken[line]):
            continue
        chosen.append(finding)
        for line, span in places:
            taken[line].append(span)
    return chosen


def _lines(span: Span) -> range:
    return range(span.line, span.end_line + 1)


def _touch(one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    return (second.line, second.column) <= (first.end_line, first.end_column)


def _do_all(
    now: Look, findings: list[Finding], look: Looker
) -> tuple[Look, list[Finding]]:
    """
    Do as many fixes together as can be done without changing what the file says.

    All of them if that works; otherwise halves of them, and halves of halves.
    """
    best, done = now, list[Finding]()
    waiting = [findings] if findings else []
    while waiting:
        group = waiting.pop()
        new = _do(now, [*done, *group], look)
        if new is not None and new.meaning == now.meaning:
            best = new
            done += group
        elif len(group) > 1:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    return best, sorted(done, key=lambda finding: (finding.span, finding.code))


def _do(now: Look, findings: Iterable[Finding], look: Looker) -> Look | None:
    edits = [edit for f in findings if f.fix is not None for edit in f.fix.edits]
    try:
        document = now.document.apply(edits)
    except UsageError:  # they overlap, or a character has no place in that line
        return None
    return None if document == now.document else look(document.data)
