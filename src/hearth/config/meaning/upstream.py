"""C: lines: connections to other servers, in the original's form and the article's."""

from __future__ import annotations

from typing import Final

from hearth.config.language.cut import Parts, cut
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import LineStatement
from hearth.config.meaning import items, values
from hearth.config.meaning.model import LineFilter, LineSettings
from hearth.secret import Secret

_FIELDS: Final = ("host", "port", "user name", "password")


def read_line(line: LineStatement, problems: Problems) -> LineSettings | None:
    """Read one C: line; None if it cannot be used, which `problems` explains."""
    before = problems.unusable
    parts = cut(line)
    if values.is_no_host(line, parts.fields, problems):
        return None
    if len(parts.fields) < len(_FIELDS):
        missing = _FIELDS[len(parts.fields)]
        problems.add(Trouble.MISSING_FIELDS, line.span, what=missing, statement=line)
        return None
    if values.has_other_signs(parts, len(_FIELDS), problems):
        return None
    host, port, user, password = parts.fields[:4]
    values.credentials(user, password, problems)
    filters, retries = _after_password(line, parts, problems)
    settings = LineSettings(
        host=values.home_host(host, problems),
        port=values.port(port, "port", problems),
        user=user.text,
        raw_user=user.raw,
        password=Secret(password.raw),
        filters=filters,
        retries=retries,
        span=line.span,
    )
    return settings if problems.unusable == before else None


def _after_password(
    line: LineStatement, parts: Parts, problems: Problems
) -> tuple[tuple[LineFilter, ...], int]:
    words, extra = parts.fields[4:5], parts.fields[5:] + parts.tail
    if extra and not parts.strays:
        problems.add(Trouble.EXTRA_FIELDS, extra[0].span.to(extra[-1].span))
    for word in words:
        if word.text.lower() == "yes":
            problems.add(Trouble.EMUS, word.span, what="wantemus")
        elif word.text.lower() != "no":
            problems.add(Trouble.BAD_WANTEMUS, word.span)
    values.check_braces(line, parts, 1, problems)
    if not parts.blocks:
        return (), 0
    block = parts.blocks[0]
    if words:
        filters = items.line_filters(block.items, problems)
        if items.gives_nothing(filters):
            problems.add(Trouble.TAKES_NO_CARD, block.span)
        return filters, 0
    numbers = values.is_three_numbers(block.items)
    if numbers is None:
        problems.add(
            Trouble.FIELDS_BEFORE_BRACES, block.span, what="wantemus", statement=line
        )
        return (), 0
    if block.items:
        problems.add(Trouble.ARTICLE_LINE, block.span, what=str(numbers[2]))
    return (), numbers[2]
