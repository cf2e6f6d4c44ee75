"""A line, piece by piece: what each stands for and what Hearth makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

from hearth.config.explain.items import card_item, channel_item, filter_item, time_item
from hearth.config.explain.meanings import FIELDS
from hearth.config.language.cut import Parts, cut
from hearth.config.language.forms import FORMS
from hearth.config.language.statements import LineStatement, Token
from hearth.config.meaning import values
from hearth.config.meaning.accounts import sort_words
from hearth.config.meaning.model import DEFAULT_UP_HOPS

TOO_MUCH: Final = "Nothing: the line has no such field."
_ACCOUNT: Final = {
    "user name": "The receiver logs in by this name.",
    "password": "Hidden here.",
}


class Part(NamedTuple):
    """
    One piece of a line.

    Attributes:
        text: As it stands there, a secret masked; empty if it is not written.
        name: What the field is called.
        meaning: What it says, in plain words.

    """

    text: str
    name: str
    meaning: str


def parts_of(line: LineStatement, masked: str) -> tuple[Part, ...]:
    """
    Explain each piece of a line.

    Args:
        line: Which.
        masked: All of its line as it may be shown.

    """
    return tuple(_Explainer(line, masked).parts())


class _Explainer:
    """Goes through the pieces of one line."""

    def __init__(self, line: LineStatement, masked: str) -> None:
        self._line = line
        self._masked = masked
        self._parts: Parts = cut(line)

    def parts(self) -> Iterator[Part]:
        letter, form = self._line.letter, FORMS[self._line.letter]
        yield Part(f"{letter}:", "line", form.title[:1].upper() + form.title[1:] + ".")
        match letter:
            case "F":
                yield from self._account()
            case "C":
                yield from self._server()
            case _:
                yield from self._other()
        for token in self._parts.strays:
            yield self._part(token, "brace", "It has no partner.")

    def _shown(self, token: Token) -> str:
        return self._masked[token.column - 1 : token.end_column - 1]

    def _part(self, token: Token, name: str, meaning: str) -> Part:
        return Part(self._shown(token), name, meaning)

    def _account(self) -> Iterator[Part]:
        fields, blocks = self._parts.fields, self._parts.blocks
        names = ("user name", "password")
        for name, token in zip(names, fields, strict=False):
            yield self._part(token, name, _ACCOUNT[name])
        words = sort_words(self._parts)
        is_article = len(words.numbers) == 2 and len(blocks) == 1
        if len(fields) >= len(names):
            yield from self._numbers(words.numbers, is_article=is_article)
        yield from self._blocks(is_article=is_article)
        if words.host is not None:
            bound = "The only host that may log in."
            loose = "It locks nothing: a host needs three pairs of braces before it."
            meaning = bound if words.has_bound_host else loose
            yield self._part(words.host, "host", meaning)
        for token in words.extra:
            yield self._part(token, "extra field", TOO_MUCH)

    def _blocks(self, *, is_article: bool) -> Iterator[Part]:
        blocks = self._parts.blocks
        if is_article:
            meaning = "Web pages' form: it does nothing here."
            yield self._part(blocks[0].whole, "a:b:c", meaning)
            return
        kinds = (
            ("cards", card_item),
            ("channels not given", channel_item),
            ("times", time_item),
        )
        for (name, explain), block in zip(kinds, blocks, strict=False):
            if not block.items:
                yield self._part(block.whole, name, "No limit.")
            for item in block.items:
                yield self._part(item, name, explain(item.text))

    def _numbers(self, given: tuple[Token, ...], *, is_article: bool) -> Iterator[Part]:
        names = ["uphops", "shareemus", "allowemm"]
        if is_article:
            names = ["uphops", "downhops"]
        for token, name in zip_longest(given, names):
            if token is None:
                default = _DEFAULTS.get(name)
                if default is not None:
                    meaning = _number(name, default)
                    yield Part("", name, f"Not written, so {default}. {meaning}")
            elif values.decimal(token.text) is None:
                yield self._part(token, name, "It should be a number.")
            else:
                yield self._part(token, name, _number(name, values.decimal(token.text)))

    def _server(self) -> Iterator[Part]:
        fields, blocks = self._parts.fields, self._parts.blocks
        names = ("host", "port", "user name", "password")
        for name, token in zip(names, fields, strict=False):
            yield self._part(token, name, FIELDS[name])
        for token in fields[4:5]:
            yield self._part(token, "wantemus", "Nothing: Hearth takes no emulators.")
        for token in (*fields[5:], *self._parts.tail):
            yield self._part(token, "extra field", TOO_MUCH)
        for block in blocks[:1]:
            numbers = values.is_three_numbers(block.items)
            if len(fields) == 4 and block.items and numbers is not None:
                yield self._article(block.whole, numbers)
                continue
            if not block.items:
                yield self._part(block.whole, "cards", "No limit.")
            for item in block.items:
                yield self._part(item, "cards", filter_item(item.text))

    def _article(self, whole: Token, numbers: tuple[int, int, int]) -> Part:
        again = {0: "is not asked again", 1: "is asked once again"}
        retries = again.get(numbers[2], f"is asked {numbers[2]} times again")
        return self._part(
            whole,
            "reshare:distance:retries",
            f"Web pages' form. An ECM without an answer {retries} on this line; the"
            " other two do nothing, because Hearth never reshares.",
        )

    def _other(self) -> Iterator[Part]:
        form, fields = FORMS[self._line.letter], self._parts.fields
        key: list[Token] = []
        for name, token in zip(form.fields, fields, strict=False):
            if name == "key":
                key.append(token)
                continue
            if key:
                yield self._part(_joined(key), "key", FIELDS["key"])
                key = []
            yield self._part(token, name, FIELDS[name])
        if key:
            yield self._part(_joined(key), "key", FIELDS["key"])
        for token in fields[len(form.fields) :]:
            yield self._part(token, "extra field", TOO_MUCH)
        for block in self._parts.blocks[:1]:
            for item in block.items:
                yield self._part(item, "cards", filter_item(item.text))


def _joined(tokens: list[Token]) -> Token:
    first, last = tokens[0], tokens[-1]
    return Token(
        first.line, first.column, " " * (last.end_column - first.column), first.encoding
    )


_DEFAULTS: Final = {"uphops": DEFAULT_UP_HOPS, "allowemm": 1}


def _number(name: str, number: int | None) -> str:
    """Say what one of the three numbers of an F: line means."""
    match name:
        case "uphops":
            return _up_hops(number or 0)
        case "downhops":
            return "Nothing: every card ends at the receiver."
        case "shareemus":
            return "Nothing: Hearth has no emulators to share."
        case _:
            if number == 0:
                return "The receiver may not send EMMs, the updates of the card."
            return "The receiver may send EMMs, the updates of the card."


def _up_hops(number: int) -> str:
    if number == 0:
        return "Only cards in the very server that a line leads to."
    servers = "one server more" if number == 1 else f"{number} servers more"
    own = "" if number == 1 else ", of which Hearth takes one: the home's own"
    return f"Cards up to {servers} behind a line's server{own}."
