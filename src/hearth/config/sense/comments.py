"""Secrets that stand in comments, where nobody looks when a file is shown around."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from hearth.config.language.document import decode
from hearth.config.language.forms import FORMS, SECRET_FIELDS
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    Statement,
)
from hearth.config.sense.whole import Whole
from hearth.diagnostics import Span

MIN_LENGTH: Final = 5  # shorter ones are in comments by chance
MAX_STATEMENTS: Final = 500  # that are looked at; a home has some fifty
LABELS: Final = frozenset(
    {
        "contrase\u00f1a", "kennwort", "mdp", "parola", "pass", "passe", "passwd",
        "password", "passwort", "pin", "pw", "pwd", "senha", "sifre", "wachtwoord",
    }
)  # fmt: skip
_AROUND: Final = "\"'()[]<>,;.=:"  # what stands around a word and is none of it


def look_at_comments(whole: Whole, problems: Problems) -> None:
    """Note comments that repeat a password of the file."""
    found = secrets_in(whole.statements)
    secrets = frozenset(text for text in found if len(text) >= MIN_LENGTH)
    if not secrets:
        return
    for number, raw in enumerate(whole.document.lines(), start=1):
        if b"#" not in raw:
            continue
        line, _ = decode(raw)
        start = line.index("#")
        leak = _leak(line[start:], secrets)
        if leak is not None:
            begin, end = start + leak.start + 1, start + leak.stop + 1
            span = Span(number, begin, number, end)
            problems.add(Trouble.SECRET_IN_COMMENT, span)


def secrets_in(statements: Iterable[Statement]) -> frozenset[str]:
    """Give the passwords and keys of a file, as they stand there."""
    secrets: set[str] = set()
    for statement in islice(statements, MAX_STATEMENTS):
        if isinstance(statement, LineStatement):
            form = FORMS[statement.letter]
            words = statement.content.text.partition(":")[2].split()
            secrets.update(
                word
                for name, word in zip(form.fields, words, strict=False)
                if name in SECRET_FIELDS
            )
        elif isinstance(statement, DirectiveStatement):
            directive = statement.directive
            if directive.secret and not directive.name.endswith("FILE"):
                words = statement.value.text.split()
                secrets.update(word for word in words if word[0] != "/")
    return frozenset(secrets)


def _leak(comment: str, secrets: frozenset[str]) -> slice | None:
    """Find a secret in a comment; an everyday word only after what announces it."""
    end, before = 0, ""
    for written in comment.replace("=", " ").replace(":", " ").split():
        begin = comment.index(written, end)
        end = begin + len(written)
        word = written.strip(_AROUND + "#")
        if word in secrets and (not word.isalpha() or before in LABELS):
            at = begin + written.index(word)
            return slice(at, at + len(word))
        before = word.lower()
    return None
