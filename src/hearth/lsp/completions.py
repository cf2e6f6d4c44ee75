"""What an editor offers to write next: directives, lines, settings, values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    InsertTextFormat,
    MarkupContent,
    MarkupKind,
    Range,
    TextEdit,
)

from hearth.config.beside.keys import FLAG, KEYS, LINES, TABLES
from hearth.config.language.directives import (
    DIRECTIVES,
    Directive,
    Kind,
    Owner,
    look_up,
)
from hearth.config.language.forms import FORMS, Form
from hearth.lsp.hovers import about_directive, about_form, about_key
from hearth.lsp.texts import Language, Text

TRIGGERS: Final = (":", " ", "[", "=")
ORDER: Final = (Owner.HEARTH, Owner.LATER, Owner.OSCAM, Owner.NOBODY)


def completions(
    text: Text, line: int, column: int, *, snippets: bool
) -> list[CompletionItem]:
    """
    Give what can be written at a place.

    Args:
        text: The file.
        line: The line, from 1.
        column: The column, from 1.
        snippets: Whether the editor lets the person jump from field to field.

    """
    written = text.document.text(line)[: column - 1]
    if "#" in written:
        return []
    begin = len(written) - len(written.lstrip()) + 1
    replaced = Range(text.position(line, begin), text.position(line, column))
    found: Iterable[CompletionItem] = ()
    match text.language:
        case Language.CCCAM_CFG if ":" in written:
            found = _values(written)
        case Language.CCCAM_CFG:
            found = (*_letters(replaced, snippets=snippets), *_directives(replaced))
        case Language.HEARTH_TOML if "=" in written:
            found = _toml_values(text, line, written)
        case Language.HEARTH_TOML:
            found = _toml_names(text, line, replaced, written)
        case Language.CCCAM_PRIO if ":" not in written:
            found = (_plain("I:"), _plain("P:"))
        case _:
            pass
    return list(found)


def _letters(replaced: Range, *, snippets: bool) -> Iterator[CompletionItem]:
    for form in FORMS.values():
        fields = _fields(form)
        if snippets:
            marked = (f"${{{n}:{name}}}" for n, name in enumerate(fields, start=1))
            new = f"{form.letter}: {' '.join(marked)}"
        else:
            new = f"{form.letter}: "
        yield CompletionItem(
            label=f"{form.letter}:",
            detail=form.title,
            kind=CompletionItemKind.Snippet if snippets else CompletionItemKind.Keyword,
            documentation=_markdown(about_form(form)),
            sort_text=f"{ORDER.index(form.owner)}0{form.letter}",
            filter_text=f"{form.letter}:",
            insert_text_format=(
                InsertTextFormat.Snippet if snippets else InsertTextFormat.PlainText
            ),
            text_edit=TextEdit(replaced, new),
        )


def _fields(form: Form) -> list[str]:
    """Name the fields that such a line needs; a key has as many as it has bytes."""
    if form.letter == "N":
        return list(form.fields[: form.fields.index("hops")])
    return list(form.fields[: form.required])


def _directives(replaced: Range) -> Iterator[CompletionItem]:
    """Offer what has a use; what only web pages know comes last of its kind."""
    for directive in DIRECTIVES.values():
        if directive.owner is Owner.REFUSED:
            continue
        place = f"{ORDER.index(directive.owner)}{1 + directive.pages}"
        yield CompletionItem(
            label=directive.name,
            detail=directive.kind.value,
            kind=CompletionItemKind.Property,
            documentation=_markdown(about_directive(directive)),
            sort_text=f"{place}{directive.name}",
            filter_text=directive.name,
            text_edit=TextEdit(replaced, f"{directive.name} : {_value(directive)}"),
        )


def _value(directive: Directive) -> str:
    return "" if directive.secret else directive.default


def _values(written: str) -> Iterator[CompletionItem]:
    name, _, value = written.partition(":")
    directive, _ = look_up(name.strip())
    if directive is None or value.strip():
        return
    if directive.kind is Kind.FLAG:
        for word in ("yes", "no"):
            yield _plain(word, is_default=word == directive.default)
    elif _value(directive):
        yield _plain(_value(directive), is_default=True)


def _toml_names(
    text: Text, line: int, replaced: Range, written: str
) -> Iterator[CompletionItem]:
    if written.lstrip().startswith("["):
        for table in TABLES:
            header = '[lines."host:port"]' if table == LINES else f"[{table}]"
            yield _toml_item(header, replaced, "a table", "")
        return
    for key in KEYS:
        if key.table == _table(text, line):
            new = f"{key.name} = {key.default}"
            yield _toml_item(key.name, replaced, key.allowed, about_key(key), new)


def _toml_item(
    label: str, replaced: Range, detail: str, about: str, new: str = ""
) -> CompletionItem:
    return CompletionItem(
        label=label,
        detail=detail,
        kind=CompletionItemKind.Property,
        documentation=_markdown(about) if about else None,
        filter_text=label,
        text_edit=TextEdit(replaced, new or label),
    )


def _toml_values(text: Text, line: int, written: str) -> Iterator[CompletionItem]:
    name, _, value = written.partition("=")
    for key in KEYS:
        place = (key.table, key.name)
        if value.strip() or place != (_table(text, line), name.strip()):
            continue
        for word in ("true", "false") if key.kind == FLAG else (key.default,):
            yield _plain(word, is_default=word == key.default)


def _table(text: Text, line: int) -> str:
    """Tell in which table a line of a hearth.toml is, by the header before it."""
    for number in range(line - 1, 0, -1):
        written = text.document.text(number).strip()
        if written.startswith("["):
            return written.strip("[] ").partition(".")[0].strip()
    return ""


def _plain(word: str, *, is_default: bool = False) -> CompletionItem:
    return CompletionItem(
        label=word,
        kind=CompletionItemKind.Value,
        detail="the default" if is_default else None,
        preselect=is_default or None,
    )


def _markdown(text: str) -> MarkupContent:
    return MarkupContent(MarkupKind.Markdown, text)
