"""What somebody asks for: a rule, a directive, a line type, or a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from hearth.config.explain.fields import Part, parts_of
from hearth.config.explain.items import card_item
from hearth.config.explain.meanings import DIRECTIVES
from hearth.config.language.cut import cut_value
from hearth.config.language.directives import GLOBAL_LIMITS, Alias, Directive, look_up
from hearth.config.language.forms import FORMS, Form
from hearth.config.language.masking import Masks
from hearth.config.language.statements import DirectiveStatement, LineStatement
from hearth.config.read import Reading, read_config
from hearth.config.rule import Rule
from hearth.diagnostics import Finding


class AboutDirective(NamedTuple):
    """
    A directive.

    Attributes:
        directive: Which.
        alias: The other name by which somebody asked for it.
        meaning: What it does.

    """

    directive: Directive
    alias: Alias | None
    meaning: str


class AboutForm(NamedTuple):
    """A line type."""

    form: Form


class AboutLine(NamedTuple):
    """
    A whole line.

    Attributes:
        text: The line as it may be shown.
        parts: Its pieces; for a directive its name and its value.
        directive: The directive, if it is one.
        effect: What it makes Hearth do, as a sentence.
        findings: What is wrong with it.
        is_comment: Whether it is switched off by a ``#``; the pieces are what
            it would be without.

    """

    text: str
    parts: tuple[Part, ...]
    directive: AboutDirective | None
    effect: str
    findings: tuple[Finding, ...]
    is_comment: bool = False


_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Topic: TypeAlias = Rule | AboutDirective | AboutForm | AboutLine


def find_topic(words: str) -> Topic | None:
    """
    Find out what is asked for.

    Args:
        words: A rule's code or name, a directive's name, a line's letter, or
            a whole line of a CCcam.cfg.

    Returns:
        What it is; None if it is nothing that is known.

    """
    text = words.strip()
    rule = _find_rule(text)
    if rule is not None:
        return rule
    letter = text.rstrip(":").strip().upper()
    if letter in FORMS:
        return AboutForm(FORMS[letter])
    directive, alias = look_up(text.rstrip(": "))
    if directive is not None:
        return AboutDirective(directive, alias, DIRECTIVES[directive.name])
    return explain_line(text)


def _find_rule(text: str) -> Rule | None:
    """Find a rule by its code or its name, those of side files too."""
    is_code = len(text) == 4 and text[:1] in "Hh" and text[1:].isdigit()
    # Not loaded for nothing: names are in small letters, with no blank or colon.
    if not is_code and not _NAME.fullmatch(text):
        return None
    return next(
        (
            rule
            for rule in every_rule()
            if text.lower() in {rule.code.lower(), rule.name}
        ),
        None,
    )


def every_rule() -> tuple[Rule, ...]:
    """Give all rules there are, in the order of their codes."""
    from hearth.config.beside.rules import all_rules as rules_beside
    from hearth.config.rules import all_rules

    found = (*all_rules(), *rules_beside())
    return tuple(sorted(found, key=lambda rule: rule.code))


def explain_line(text: str) -> AboutLine | None:
    """
    Explain a line of a CCcam.cfg.

    Returns:
        Its pieces; None if it says nothing in this language.

    """
    is_comment = text.startswith("#")
    inside = text.lstrip("# \t") if is_comment else text
    reading = read_config(inside.encode("utf-8", "replace"), file="")
    if len(reading.statements) != 1:
        return None
    (statement,) = reading.statements
    masked = Masks(reading.document, reading.statements).line(1)
    parts: tuple[Part, ...] = ()
    about: AboutDirective | None = None
    if isinstance(statement, LineStatement):
        parts = parts_of(statement, masked)
    elif isinstance(statement, DirectiveStatement):
        directive = statement.directive
        about = AboutDirective(directive, statement.alias, DIRECTIVES[directive.name])
        parts = tuple(_directive_parts(statement, masked))
    elif not _is_told(reading):
        return None
    effect = _effect(reading) if parts else ""
    return AboutLine(masked, parts, about, effect, reading.findings, is_comment)


def _effect(reading: Reading) -> str:
    """Say what Hearth does because of one line."""
    (statement,) = reading.statements
    if reading.errors:
        return "Hearth does not use this line."
    for account in reading.settings.accounts:
        host = f", from {account.host} alone" if account.host else ""
        return f"Hearth lets a receiver log in as {account.name}{host}."
    for line in reading.settings.lines:
        return (
            f"Hearth connects to {line.host} at port {line.port} as {line.user}, and"
            " asks there for control words."
        )
    if isinstance(statement, LineStatement):
        owner = FORMS[statement.letter].owner.value
        return f"{owner[:1].upper()}{owner[1:]}."
    return ""


def _is_told(reading: Reading) -> bool:
    """Tell whether there is more to say of a strange line than that it is strange."""
    return any(
        finding.code not in {"H101", "H102"} or finding.fix is not None
        for finding in reading.findings
    )


def _directive_parts(statement: DirectiveStatement, masked: str) -> Iterator[Part]:
    value = statement.value
    shown = masked[value.column - 1 : value.end_column - 1]
    blocks = (
        cut_value(value).blocks if statement.directive.name == GLOBAL_LIMITS else ()
    )
    for block in blocks[:1]:
        for item in block.items:
            yield Part(item.text, "cards", card_item(item.text))
    if any(block.items for block in blocks):
        return
    if statement.directive.secret:
        yield Part(shown, "value", "Hidden here.")
    else:
        yield Part(shown, "value", "What it is set to." if shown else "Nothing is set.")
