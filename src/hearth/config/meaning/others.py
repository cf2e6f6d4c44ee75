"""
N:, L:, R:, G: and B: lines, and values that are more than a word.

They are checked as far as their form is known, because whoever moves the file
to another program, or waits for Hearth to use them, wants them to be right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hearth.config.language.cut import cut, cut_value
from hearth.config.language.directives import Kind
from hearth.config.language.forms import FORMS, KEY_BYTES
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import DirectiveStatement, LineStatement, Token
from hearth.config.meaning import items, values
from hearth.config.meaning.model import CardLimit

MAX_STEALTH: Final = 4
MAX_EMM_SUM: Final = 7  # 01 shared, 02 unique, 04 global
NODE_DIGITS: Final = 16
TRICK: Final = "256"  # "NewCam trick", which CCcam 2.1.4 gave up
READER_TYPES: Final = ("phoenix", "mouse", "uniprog", "sc8in1", "smartreader+")
DVB_APIS: Final = frozenset({"-1", "1", "3"})
IN_ONE_PIECE: Final = "in one piece"  # what may be wrong with a key, beside its size
NOT_A_BYTE: Final = "not a byte"
_HEX: Final = frozenset("0123456789abcdefABCDEF")
_LOGIN: Final = 4  # host, port, user name, password of an N: line


def read_other_line(line: LineStatement, problems: Problems) -> None:
    """Check an N:, L:, R:, G: or B: line."""
    form, parts = FORMS[line.letter], cut(line)
    fields = parts.fields
    if form.fields[0] == "host" and values.is_no_host(line, fields, problems):
        return
    if len(fields) < form.required:
        problems.add(
            Trouble.MISSING_FIELDS,
            line.span,
            what=form.fields[len(fields)],
            statement=line,
        )
        return
    if line.letter == "N":
        fields = _without_key(fields, problems)
    extra = fields[_last(line.letter) :] + parts.tail
    if extra and not parts.strays:
        problems.add(Trouble.EXTRA_FIELDS, extra[0].span.to(extra[-1].span))
    names = [name for name in form.fields if line.letter != "N" or name != "key"]
    for name, token in zip(names, fields, strict=False):
        _check_field(name, token, problems)
    if parts.blocks:
        items.line_filters(parts.blocks[0].items, problems)
    values.check_braces(line, parts, 1, problems)


def _last(letter: str) -> int:
    return sum(name != "key" for name in FORMS[letter].fields)


def _check_field(name: str, token: Token, problems: Problems) -> None:
    match name:
        case "port" | "own port" | "peer port":
            values.port(token, name, problems)
        case "host" | "peer host":
            values.home_host(token, problems)
        case "user name" | "password" | "peer password":
            values.plain_text(token, problems)
        case "hops":
            values.number(token, name, problems)
        case "stealth":
            values.number(token, name, problems, high=MAX_STEALTH)
        case "CAID":
            values.hexadecimal(token, name, items.MAX_CAID, problems)
        case "provider":
            values.hexadecimal(token, "provider id", items.MAX_PROVIDER, problems)
        case "sum":
            values.hexadecimal(token, name, MAX_EMM_SUM, problems)
        case _:  # a device, our own host
            pass


def _without_key(fields: tuple[Token, ...], problems: Problems) -> tuple[Token, ...]:
    """Check the key of an N: line; give the line's other fields."""
    login, rest = fields[:_LOGIN], fields[_LOGIN:]
    for token in [token for token in rest if token.text == TRICK][:1]:
        problems.add(Trouble.NEWCAMD_TRICK, token.span)
    rest = tuple(token for token in rest if token.text != TRICK)
    size = _key_size(rest)
    if size == KEY_BYTES:
        if not any(int(token.text, 16) for token in rest[:KEY_BYTES]):
            problems.add(Trouble.ZERO_KEY, rest[0].span.to(rest[KEY_BYTES - 1].span))
        return login + rest[KEY_BYTES:]
    if rest and len(rest[0].text) == 2 * KEY_BYTES and _is_hex(rest[0].text):
        problems.add(Trouble.BAD_KEY, rest[0].span, what=IN_ONE_PIECE)
    elif size < KEY_BYTES <= len(rest) and not _are_hops(rest[size:]):
        problems.add(Trouble.BAD_KEY, rest[size].span, what=NOT_A_BYTE)
    else:
        key = rest[:size] or login[-1:]
        span = key[0].span.to(key[-1].span)
        problems.add(Trouble.BAD_KEY, span, what=f"{size} bytes")
    return login


def _key_size(rest: tuple[Token, ...]) -> int:
    """Count the bytes of the key; what looks like hops is none of them."""
    size = 0
    while size < len(rest) and _is_byte(rest[size].text):
        size += 1
    lengths = [len(token.text) for token in rest[:size]]
    # The hops and the stealth of real lines have one digit, real bytes have two.
    if 1 in lengths and set(lengths[: lengths.index(1)]) == {2}:
        return lengths.index(1)
    return size if set(lengths) == {2} else min(size, KEY_BYTES)


def _are_hops(tokens: tuple[Token, ...]) -> bool:
    """Tell hops and stealth, each of one digit, that follow a key too early."""
    return len(tokens) <= 2 and all(
        len(token.text) == 1 and token.text.isdigit() for token in tokens
    )


def _is_byte(text: str) -> bool:
    return len(text) <= 2 and _is_hex(text)


def _is_hex(text: str) -> bool:
    return _HEX.issuperset(text)


def check_value(statement: DirectiveStatement, problems: Problems) -> None:
    """Check the value of a directive that nothing is made of."""
    directive, value = statement.directive, statement.value
    if not value.text:
        return
    check = _CHECKS.get(directive.name)
    if check is not None:
        check(statement, problems)
    if directive.kind is Kind.TEXT:
        values.plain_text(value, problems)


def _check_node(statement: DirectiveStatement, problems: Problems) -> None:
    value = statement.value
    if len(value.text) != NODE_DIGITS or not _is_hex(value.text):
        problems.add(
            Trouble.BAD_HEX,
            value.span,
            what=statement.directive.name,
            allowed=f"{NODE_DIGITS} hexadecimal digits",
        )


def _check_version(statement: DirectiveStatement, problems: Problems) -> None:
    numbers = statement.value.text.split(".")
    if len(numbers) != 3 or None in map(values.decimal, numbers):
        problems.add(Trouble.BAD_VERSION, statement.value.span)


def _check_dvb_api(statement: DirectiveStatement, problems: Problems) -> None:
    if statement.value.text not in DVB_APIS:
        problems.add(
            Trouble.NUMBER_OUT_OF_RANGE,
            statement.value.span,
            what=statement.directive.name,
            allowed="-1, 1 or 3",
        )


def _check_reader(statement: DirectiveStatement, problems: Problems) -> None:
    value = statement.value
    device, _, kind = value.text.partition(" ")
    if kind and kind.strip().lower() not in READER_TYPES:
        begin = len(device) + 1
        problems.add(Trouble.READER_TYPE, value.part(begin, len(value.text)).span)


def read_limits(
    statement: DirectiveStatement, problems: Problems
) -> tuple[CardLimit, ...]:
    """Read GLOBAL LIMITS: braces as the first ones of an F: line."""
    if not statement.value.text:
        return ()
    parts = cut_value(statement.value)
    if not parts.blocks or parts.fields:
        problems.add(
            Trouble.BAD_BRACES,
            statement.value.span,
            what=values.NO_BRACES,
            allowed="1",
        )
        return ()
    values.check_braces(statement, parts, 1, problems)
    limits = items.card_limits(parts.blocks[0].items, problems)
    if items.gives_nothing(limits):
        problems.add(
            Trouble.SEES_NO_CARD, parts.blocks[0].span, what=statement.directive.name
        )
    return limits


_CHECKS: Final[dict[str, Callable[[DirectiveStatement, Problems], None]]] = {
    "IGNORE NODE": _check_node,
    "MINIMUM CLIENT VERSION": _check_version,
    "DVB API": _check_dvb_api,
    "SERIAL READER": _check_reader,
}
