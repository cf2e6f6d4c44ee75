"""
How a line like ``C:`` or ``F:`` is cut into its fields and braces.

Three or four ask for the pieces of one line. Those of a small file are kept,
those of a large one made anew: they would be a hundred thousand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from hearth.config.language.forms import FORMS
from hearth.config.language.statements import BLANKS, LineStatement, Token
from hearth.diagnostics import Span

KEPT: Final = 256  # lines, as many as a home's file has

_WORD: Final = re.compile(r"[^ \t\v\f]+")
_PIECE: Final = re.compile(r"\{[^{}]*\}|[{}]|[^ \t\v\f{}]+")
_ITEM: Final = re.compile(r"[^ \t\v\f,{}](?:[^,{}]*[^ \t\v\f,{}])?")
_BLOCK: Final = re.compile(r"\{[\s0-9A-Fa-f:,-]*\}")  # cannot be a password


class Block(NamedTuple):
    """
    Braces and what is in them.

    Attributes:
        whole: From the one brace to the other.
        items: What the commas separate, without those that are empty.

    """

    whole: Token
    items: tuple[Token, ...]

    @property
    def span(self) -> Span:
        """Its place, braces included."""
        return self.whole.span


class Parts(NamedTuple):
    """
    What a line consists of.

    Attributes:
        fields: What stands before the first braces.
        blocks: The braces, in their order.
        tail: What stands after the first braces and in none.
        strays: Braces that have no partner, or stand in others.

    """

    fields: tuple[Token, ...]
    blocks: tuple[Block, ...] = ()
    tail: tuple[Token, ...] = ()
    strays: tuple[Token, ...] = ()


@lru_cache(maxsize=KEPT)
def cut(line: LineStatement) -> Parts:
    """
    Cut a line into its parts.

    The fields up to the password end at a blank and at nothing else, so a
    password may have braces in it; what looks like a whole pair of them, with
    digits inside, is never taken for one.
    """
    content = line.content
    text = content.text
    plain = FORMS[line.letter].plain
    start = text.index(":") + 1
    brace = text.find("{", start)
    if plain is None or (brace < 0 and "}" not in text):
        return Parts(tuple(_words(content, start, len(text))))
    if brace > 0:  # as nearly always: the braces stand behind the plain fields
        fields = _words(content, start, brace)
        last = plain if text[brace - 1] in BLANKS else plain + 1
        if len(fields) >= last and "}" not in text[start:brace]:
            return _with_braces(content, fields, brace)
    return _cut_slowly(content, start, plain)


def cut_value(value: Token) -> Parts:
    """Cut the value of a directive that has braces in it."""
    return _with_braces(value, [], 0)


def _words(content: Token, start: int, end: int) -> list[Token]:
    number, column, text, encoding = content
    piece = text[start:end]
    # Of what can be printed, only the blank is one.
    words = piece.split() if text.isprintable() else _WORD.findall(piece)
    found: list[Token] = []
    new = tuple.__new__  # there are a million of them in a large file
    for word in words:
        start = text.index(word, start)
        found.append(new(Token, (number, column + start, word, encoding)))
        start += len(word)
    return found


def _cut_slowly(content: Token, start: int, plain: int) -> Parts:
    """Cut a line whose first braces may be a part of its password."""
    number, column, text, encoding = content
    fields: list[Token] = []
    for word in _WORD.finditer(text, start):
        is_block = word[0][0] == "{" and _BLOCK.match(text, word.start())
        if len(fields) >= plain or is_block:
            break
        start = word.end()
        fields.append(Token(number, column + word.start(), word[0], encoding))
    return _with_braces(content, fields, start)


def _with_braces(content: Token, fields: list[Token], end: int) -> Parts:
    """Cut the rest of a line, in which braces count wherever they stand."""
    number, column, text, encoding = content
    blocks: list[Block] = []
    tail: list[Token] = []
    strays: list[Token] = []
    for piece in _PIECE.finditer(text, end):
        found = piece[0]
        token = Token(number, column + piece.start(), found, encoding)
        if found in {"{", "}"}:
            strays.append(token)
        elif found[0] == "{":
            blocks.append(_block(token))
        elif blocks or strays:
            tail.append(token)
        else:
            fields.append(token)
    return Parts(tuple(fields), tuple(blocks), tuple(tail), tuple(strays))


def _block(whole: Token) -> Block:
    number, column, text, encoding = whole
    items = [
        Token(number, column + item.start(), item[0], encoding)
        for item in _ITEM.finditer(text)
    ]
    return Block(whole, tuple(items))
