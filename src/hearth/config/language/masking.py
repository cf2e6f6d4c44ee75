"""
What of a file may be shown: each secret becomes as many stars.

As many, so that a mark below the line still stands under the right
characters. What a line is decides what in it is secret; in lines that are
nothing known, everything is masked that could be, because a password may have
lost the letter that stood before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hearth.config.language.cut import Parts, cut
from hearth.config.language.directives import Kind
from hearth.config.language.document import Document
from hearth.config.language.foreign import MAX_LINE, intended_name
from hearth.config.language.forms import FORMS, Form
from hearth.config.language.parse import read_statement
from hearth.config.language.problems import Problems
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    OtherStatement,
    Statement,
    Token,
)
from hearth.config.meaning.values import decimal
from hearth.config.sense.comments import LABELS, secrets_in
from hearth.config.sense.spelling import ends_in_secret, is_complete

STAR: Final = "*"
MIN_KNOWN: Final = 3  # characters; shorter words are everywhere by chance
MAX_HOP_DIGITS: Final = 3  # of hops and flags; a PIN has four
MAX_DIGITS: Final = 5  # of a port; a longer number may be a PIN
PUNCTUATION: Final = "\"'()[]<>,;.=:!?"
HARMLESS: Final = frozenset({"yes", "no", "on", "off", "cccam", "newcamd"})
_SENTENCE: Final = 3  # words; fewer may be a user name and its password
_ACCOUNT_NUMBERS: Final = range(2, 5)  # which fields of an F: line are numbers

_Place = tuple[int, int]  # from and to, as characters of the line from 0


class Masks:
    """
    What must not be shown of one file.

    Args:
        document: The file.
        statements: What it says, in its order.

    """

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self._document = document
        self._statements = statements
        self._lines: dict[int, str] = {}  # that were asked for: those of findings
        self._known = frozenset(
            text for text in secrets_in(statements) if len(text) >= MIN_KNOWN
        )

    def line(self, number: int) -> str:
        """Give a line as it may be shown, as wide as it is; a very long one in part."""
        masked = self._lines.get(number)
        if masked is None:
            masked = self._lines[number] = self._masked(number)
        return masked

    def _masked(self, number: int) -> str:
        text = self._document.text(number)
        at = bisect_left(self._statements, number, key=_line)
        statement = self._statements[at] if at < len(self._statements) else None
        if statement is None or _line(statement) != number or len(text) > MAX_LINE:
            return mask_line(text[:MAX_LINE], self._known)
        places = [*_in_statement(statement), *_known_in(text, self._known)]
        return _starred(text, places)

    def text(self, text: str) -> str:
        """Give some text, of an edit for one, without the secrets of the file."""
        return _starred(text, _known_in(text, self._known))


def mask_line(text: str, known: frozenset[str] = frozenset()) -> str:
    """
    Mask the secrets of one line of a CCcam.cfg.

    Args:
        text: The line, without its end.
        known: Secrets of the file, which are masked wherever they stand.

    """
    return _starred(text, [*_secrets(text), *_known_in(text, known)])


def _secrets(text: str) -> Iterator[_Place]:
    statement = read_statement(1, text.encode("utf-8", "replace"), Problems())
    if statement is not None:
        yield from _in_statement(statement)
    elif "#" in text:
        start = text.index("#")
        yield from _in_comment(text[start:], start)


def _in_statement(statement: Statement) -> Iterator[_Place]:
    """Mask what a line says, and the comment behind it."""
    yield from map(_place, _tokens(statement))
    comment = statement.comment
    if comment is None:
        return
    start = comment.column - 1
    if ends_in_secret(statement):  # the # may have cut a password, or be its first
        first = comment.text.split()[0]
        is_near = comment.column <= statement.content.end_column
        if is_near or (len(first) > 1 and not is_complete(statement)):
            yield start + 1, start + len(first)
    yield from _in_comment(comment.text, start)


def _in_comment(text: str, start: int) -> Iterator[_Place]:
    """Mask a comment: a line may have been switched off by it."""
    inside = text.lstrip("# \t")
    begin = start + len(text) - len(inside)
    statement = read_statement(1, inside.encode("utf-8", "replace"), Problems())
    if statement is not None and not isinstance(statement, OtherStatement):
        for token in _tokens(statement):
            yield begin + token.column - 1, begin + token.end_column - 1
    elif "://" in inside:
        yield begin + inside.index("://") + 3, start + len(text)
    for word in _words(Token(1, begin + 1, inside, "")):
        if not _is_plain(word.text):
            yield from map(_place, _unless_harmless(word))
    yield from _announced(text, start)


def _announced(text: str, start: int) -> Iterator[_Place]:
    """Find the word after one like ``password``."""
    end, is_announced = 0, False
    for word in text.replace("=", " ").replace(":", " ").split():
        begin = text.index(word, end)
        end = begin + len(word)
        if is_announced:
            yield start + begin, start + end
        is_announced = word.strip(PUNCTUATION + "#").lower() in LABELS


def _tokens(statement: Statement) -> Iterator[Token]:
    if isinstance(statement, LineStatement):
        return _in_line(statement)
    if isinstance(statement, DirectiveStatement):
        return _in_directive(statement)
    return _in_other(statement)


def _in_directive(statement: DirectiveStatement) -> Iterator[Token]:
    """Mask a secret value; of another, what does not look like a value at all."""
    for at, word in enumerate(_words(statement.value)):
        if statement.directive.secret:
            if not word.text.startswith("/dev/"):
                yield word
        elif (at or statement.directive.kind in _ONE_WORD) and not _is_plain(word.text):
            yield from _unless_harmless(word)


_ONE_WORD: Final = frozenset({Kind.PORT, Kind.NUMBER, Kind.FLAG})


def _in_line(line: LineStatement) -> Iterator[Token]:
    """Mask what the line's form calls a secret, and more if its form is not kept."""
    form, parts = FORMS[line.letter], cut(line)
    names = dict(enumerate(form.fields))
    is_whole = _is_whole(form, parts)
    for at, token in enumerate(parts.fields):
        is_free = names.get(at, "numbers") in _FREE and not _is_number(token.text)
        is_first = at == 0 and (line.letter != "F" or _is_plain(token.text))
        is_odd = names.get(at) in _HEX_FIELDS and not _is_hex_or_word(token.text)
        if form.is_secret(at) or (is_free and token.text.isdigit()):
            yield token
        elif is_free or is_odd or not (is_whole or is_first):
            yield from _unless_harmless(token)
    if not is_whole or parts.strays or len(parts.tail) > 1:  # one is a host
        for token in parts.tail:
            yield from _unless_harmless(token)


def _is_whole(form: Form, parts: Parts) -> bool:
    """Tell whether each field of a line is where it should be."""
    fields = parts.fields
    if len(fields) < form.required:
        return False
    for name, token in zip(form.fields, fields, strict=False):
        if name.endswith("port") and decimal(token.text) is None:
            return False
        # What stands behind a password, in its place: the one before it is missing.
        is_next = len(token.text) == 1 and token.text.isdigit()
        is_wantemus = token.text.lower() in {"yes", "no"} or "{" in token.text
        is_behind = is_next or (is_wantemus and len(fields) <= form.required)
        if name == "password" and is_behind:
            return False
    return True


# Fields behind the password: if it had a blank, its second half stands there.
_FREE: Final = frozenset(
    {"wantemus", "uphops", "shareemus", "allowemm", "hops", "stealth", "numbers"}
)


_HEX_FIELDS: Final = frozenset({"CAID", "provider", "sum"})


def _is_hex_or_word(text: str) -> bool:
    return _is_plain(text) or not text.strip("0123456789abcdefABCDEFx")


def _in_other(statement: OtherStatement) -> Iterator[Token]:
    content = statement.content
    text = content.text
    if "://" in text:
        yield from _in_url(content)
        return
    intended = intended_name(content)
    if intended is not None:  # put the colon where it is missing, and look again
        at = intended.end_column - content.column
        mended = f"{text[:at]}:{text[at + 1 :]}" if at < len(text) else text
        line = b" " * (content.column - 1) + mended.encode("utf-8", "replace")
        known = read_statement(content.line, line, Problems())
        if known is not None and not isinstance(known, OtherStatement):
            yield from _tokens(known)
            return
    for sign in ("=", ":"):
        name, found, _ = text.partition(sign)
        if found and _is_plain(name):
            is_secret = _is_secret_name(name) or name.startswith("CWS")
            for word in _words(content.part(len(name) + 1, len(text))):
                yield from [word] if is_secret else _unless_harmless(word)
            return
    words = list(_words(content))
    is_sentence = len(words) >= _SENTENCE
    if not (is_sentence and all(_is_plain(word.text) for word in words)):
        for at, word in enumerate(words):
            if at or not _is_plain(word.text):
                yield from _unless_harmless(word)


def _in_url(content: Token) -> Iterator[Token]:
    """Leave of a web address its host alone."""
    scheme = content.text.index("://") + 3
    slash = content.text.find("/", scheme)
    host_end = slash if slash >= 0 else len(content.text)
    user_end = content.text.rfind("@", scheme, host_end)
    if user_end > 0:
        yield content.part(scheme, user_end)
    yield content.part(host_end + 1, len(content.text))


def _unless_harmless(token: Token) -> Iterator[Token]:
    text = token.text.strip(f"{PUNCTUATION}#{{}}").replace(",", ".")
    is_number = len(text) <= MAX_DIGITS and not text.strip("0123456789")
    is_list = ":" in text or "." in text  # of cards, channels, times
    is_card = is_list and not text.strip("0123456789abcdefABCDEF:.-")
    is_address = "." in text and not text.strip("0123456789.:v-")
    is_host = text.islower() and text.count(".") > 1 and text.replace(".", "").isalnum()
    is_path = text.startswith("/") and text.count("/") > 1
    is_harmless = text.lower() in HARMLESS or is_number or is_card or is_address
    if not (is_harmless or is_host or is_path):
        yield token


def _is_number(text: str) -> bool:
    return text.isdigit() and len(text) <= MAX_HOP_DIGITS


def _is_plain(text: str) -> bool:
    """Tell words without digits and signs, as names and sentences have them."""
    return text.replace(" ", "").replace("-", "").strip(PUNCTUATION).isalpha()


def _is_secret_name(name: str) -> bool:
    upper = name.upper()
    return any(word in upper for word in ("PASS", "PWD", "KEY", "PIN", "SECRET"))


def _words(token: Token) -> Iterator[Token]:
    end = 0
    for word in token.text.split():
        begin = token.text.index(word, end)
        end = begin + len(word)
        yield token.part(begin, end)


def _line(statement: Statement) -> int:
    return statement.content.line


def _place(token: Token) -> _Place:
    return token.column - 1, token.end_column - 1


def _known_in(text: str, known: frozenset[str]) -> Iterator[_Place]:
    """Find known secrets that stand alone, not as a part of a longer word."""
    for secret in [secret for secret in known if secret in text]:
        at = text.find(secret)
        while at >= 0:
            end = at + len(secret)
            before, after = text[at - 1 : at], text[end : end + 1]
            if not before.isalnum() and not after.isalnum():
                yield at, end
            at = text.find(secret, end)


def _starred(text: str, places: Iterable[_Place]) -> str:
    characters = list(text)
    for begin, end in places:
        for at in range(begin, min(end, len(characters))):
            if not characters[at].isspace():
                characters[at] = STAR
    return "".join(characters)
