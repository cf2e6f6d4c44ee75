"""What an editor shows where the pointer rests: the finding, and what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from hearth.config.beside.keys import Key
from hearth.config.explain.meanings import DIRECTIVES
from hearth.config.explain.topics import every_rule, explain_line
from hearth.config.language.cut import cut
from hearth.config.language.directives import Directive, Kind, Owner
from hearth.config.language.forms import FORMS, Form
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    Statement,
)
from hearth.diagnostics import Finding, Severity
from hearth.lsp.texts import Language, Text, covers


def hover(text: Text, line: int, column: int) -> Hover | None:
    """
    Explain a place.

    Returns:
        What is found there, and what the directive, the line or the setting
        is that stands there; None if there is nothing to say. No secret.

    """
    parts = [
        _finding(finding)
        for finding in text.findings
        if covers(finding.span, line, column)
    ]
    parts += _thing(text, line, column)
    if not parts:
        return None
    return Hover(MarkupContent(MarkupKind.Markdown, "\n\n---\n\n".join(parts)))


def _finding(finding: Finding) -> str:
    pages = {rule.code: rule for rule in every_rule()}
    why = pages[finding.code].section("Why it matters") or finding.why
    return (
        f"**{finding.severity.value} {finding.code} {finding.name}**"
        f"\n\n{_sentence(finding.message)}\n\n{why}\n\n{finding.help}"
    )


def _thing(text: Text, line: int, column: int) -> Iterator[str]:
    match text.language:
        case Language.CCCAM_CFG:
            for statement in text.reading.statements:
                if covers(statement.span, line, column):
                    yield from _statement(text, statement, column)
        case Language.HEARTH_TOML:
            for written in text.toml.settings:
                if covers(written.span, line, column):
                    yield about_key(written.key)
        case Language.CCCAM_PRIO | Language.OTHER:
            return


def _statement(text: Text, statement: Statement, column: int) -> Iterator[str]:
    if isinstance(statement, DirectiveStatement):
        alias = statement.alias
        note = f"\n\n{alias.name} is {alias.since.value}." if alias else ""
        yield about_directive(statement.directive) + note
    elif isinstance(statement, LineStatement):
        field = _field(statement, column)
        here = f"\n\nHere: **{field}**" if field else ""
        yield about_form(FORMS[statement.letter]) + here
        yield from _pieces(text, statement)


def _pieces(text: Text, statement: LineStatement) -> Iterator[str]:
    """Explain a line piece by piece, its secrets masked."""
    about = explain_line(statement.content.text)
    if about is None or len(about.parts) < 2:
        return
    said = [
        f"* `{part.text}` {part.name}: {part.meaning}"
        if part.text
        else f"* {part.name}: {part.meaning}"
        for part in about.parts[1:]
    ]
    is_used = not any(
        finding.span.line == statement.content.line
        for finding in text.findings
        if finding.severity is Severity.ERROR
    )
    if about.effect and is_used:
        said.append(f"\n{about.effect}")
    yield "\n".join(said)


def _field(statement: LineStatement, column: int) -> str:
    """Name the field at a column, if it has a name."""
    form, parts = FORMS[statement.letter], cut(statement)
    for name, token in zip(form.fields, parts.fields, strict=False):
        if token.column <= column <= token.end_column:
            return name
    for number, block in enumerate(parts.blocks):
        if block.whole.column <= column <= block.whole.end_column:
            blocks = BLOCKS.get(form.letter, ())
            return blocks[number] if number < len(blocks) else ""
    return ""


BLOCKS: Final = {
    "C": ("which cards are taken: { caid:id:uphops, ... }",),
    "F": (
        "which cards are given: { caid:id:downhops, ... }",
        "channels that are not given: { caid:id:sid, ... }",
        "when control words are given: { hh:mm-hh:mm, ... }",
    ),
    "G": ("which cards are taken: { caid:id:uphops, ... }",),
}


def about_directive(directive: Directive) -> str:
    """Say what a directive is."""
    value = directive.kind.value
    if directive.kind is Kind.NUMBER:
        value += f" from {directive.low} to {directive.high} {directive.unit}".rstrip()
    default = f"; without it {directive.default}" if directive.default else ""
    pages = "; the original ignores it: web pages made it up"
    return (
        f"**{directive.name}** : {value}{default}"
        f"\n\n{DIRECTIVES[directive.name]}"
        f"\n\n{_sentence(directive.owner.value + pages * directive.pages)}"
    )


def about_form(form: Form) -> str:
    """Say what a line type is."""
    fields = " ".join(
        f"<{name}>" if number < form.required else f"[{name}]"
        for number, name in enumerate(dict.fromkeys(form.fields))
    )
    owner = "" if form.owner is Owner.HEARTH else f"\n\n{_sentence(form.owner.value)}"
    return f"**{form.letter}:** {form.title}\n\n`{form.letter}: {fields}`{owner}"


def about_key(key: Key) -> str:
    """Say what a setting of hearth.toml is."""
    same = f"\n\nIn CCcam.cfg: {key.directive}." if key.directive else ""
    return (
        f"**{key.path}** = {key.allowed}; without it {key.default}\n\n{key.about}{same}"
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
