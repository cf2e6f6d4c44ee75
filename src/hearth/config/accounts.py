"""F: lines: accounts, in the original's form and in the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hearth.config import items, values
from hearth.config.cut import Parts, cut
from hearth.config.model import DEFAULT_UP_HOPS, AccountSettings
from hearth.config.problems import Problems, Trouble
from hearth.config.statements import LineStatement, Token
from hearth.household import MAX_ACCOUNTS
from hearth.secret import Secret

MAX_BLOCKS: Final = 3  # limits, denied services, times
_NUMBERS: Final = 3  # uphops, shareemus, allowemm
_ADDRESS_LIKE: Final = re.compile(r"(?!\d+\.\d+$).*[.:].*")  # no field but a host is


@dataclass(frozen=True, slots=True)
class _Words:
    """What follows the password, sorted by what it can only be."""

    numbers: tuple[Token, ...]
    host: Token | None
    extra: tuple[Token, ...]
    has_bound_host: bool


def read_accounts(
    lines: Sequence[LineStatement], problems: Problems
) -> tuple[AccountSettings, ...]:
    """
    Read all F: lines of a file.

    Args:
        lines: The F: lines, in their order.
        problems: Takes what is wrong with them.

    Returns:
        Those that can be used: of two with one name the first, and no more
        than one home has.

    """
    accounts: dict[bytes, AccountSettings] = {}
    for line in lines:
        account = read_account(line, problems)
        if account is None:
            continue
        if account.raw_name in accounts:
            first = accounts[account.raw_name].span.line
            problems.add(
                Trouble.DUPLICATE_ACCOUNT,
                cut(line).fields[0].span,
                what=account.name,
                allowed=str(first),
            )
        elif len(accounts) == MAX_ACCOUNTS:
            problems.add(Trouble.TOO_MANY_ACCOUNTS, line.span, what=account.name)
        else:
            accounts[account.raw_name] = account
    return tuple(accounts.values())


def read_account(line: LineStatement, problems: Problems) -> AccountSettings | None:
    """Read one F: line; None if it cannot be used, which `problems` explains."""
    before = problems.unusable
    parts = cut(line)
    if len(parts.fields) < 2:
        what = "password" if parts.fields else "user name"
        problems.add(Trouble.MISSING_FIELDS, line.span, what=what, statement=line)
        return None
    user, password = parts.fields[:2]
    values.credentials(user, password, problems)
    values.check_braces(parts, MAX_BLOCKS, problems)
    words = _sort_words(parts)
    is_article = _is_article(line, parts, words, problems)
    up_hops, allow_emm = _numbers(words, is_article=is_article, problems=problems)
    limits, denied, times = _blocks(parts, is_article=is_article)
    account = AccountSettings(
        name=user.text,
        raw_name=user.raw,
        password=Secret(password.raw),
        up_hops=up_hops,
        allow_emm=allow_emm,
        card_limits=items.card_limits(limits, problems),
        denied_services=items.denied_services(denied, problems),
        time_windows=items.time_windows(times, problems),
        host=_host(line, words, problems),
        span=line.span,
    )
    return account if problems.unusable == before else None


def _blocks(
    parts: Parts, *, is_article: bool
) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Token, ...]]:
    """Give the items of the three pairs of braces; the article's mean nothing."""
    given = () if is_article else tuple(block.items for block in parts.blocks)
    limits, denied, times = (*given, (), (), ())[:MAX_BLOCKS]
    return limits, denied, times


def _sort_words(parts: Parts) -> _Words:
    words = parts.fields[2:]
    count = 0
    while count < min(len(words), _NUMBERS) and not _is_host(words[count]):
        count += 1
    # After a brace without partner nobody knows what a word is.
    rest = words[count:] + (() if parts.strays else parts.tail)
    if rest and (len(words) <= count or not rest[0].text.isdigit()):
        bound = len(words) <= count and len(parts.blocks) == MAX_BLOCKS
        return _Words(words[:count], rest[0], rest[1:], bound)
    return _Words(words[:count], None, rest, has_bound_host=False)


def _is_host(word: Token) -> bool:
    return _ADDRESS_LIKE.fullmatch(word.text) is not None


def _is_article(
    line: LineStatement, parts: Parts, words: _Words, problems: Problems
) -> bool:
    """
    Tell the article's form, ``uphops downhops { a:b:c }``, by its two numbers.

    Braces that have too few numbers before them and are not of that form
    cannot be read: neither dialect says what they would be.
    """
    count = len(words.numbers)
    if not parts.blocks:
        if count == 2:
            problems.add(
                Trouble.TWO_NUMBERS, words.numbers[0].span.to(words.numbers[1].span)
            )
        return False
    if count >= _NUMBERS:
        return False
    is_article = (
        count == 2
        and len(parts.blocks) == 1
        and values.is_three_numbers(parts.blocks[0].items) is not None
    )
    if is_article:
        span = words.numbers[1].span.to(parts.blocks[0].span)
        problems.add(Trouble.ARTICLE_ACCOUNT, span, statement=line)
    else:
        problems.add(
            Trouble.FIELDS_BEFORE_BRACES,
            parts.blocks[0].span,
            what="uphops, shareemus and allowemm",
            statement=line,
        )
    return is_article


def _numbers(
    words: _Words, *, is_article: bool, problems: Problems
) -> tuple[int, bool]:
    """Read uphops and allowemm; note a request for emulators."""
    up_hops, allow_emm = DEFAULT_UP_HOPS, True
    numbers = words.numbers
    if numbers:
        up_hops = values.number(numbers[0], "uphops", problems)
    if is_article:
        values.number(numbers[1], "downhops", problems)
    elif len(numbers) > 1 and values.flag(numbers[1], "shareemus", problems):
        problems.add(Trouble.EMUS, numbers[1].span, what="shareemus")
    if len(numbers) > 2:
        allow_emm = values.flag(numbers[2], "allowemm", problems)
    return up_hops, allow_emm


def _host(line: LineStatement, words: _Words, problems: Problems) -> str | None:
    for word in words.extra[:1]:
        problems.add(Trouble.EXTRA_FIELDS, word.span.to(words.extra[-1].span))
    if words.host is None:
        return None
    host = values.home_host(words.host, problems)
    if words.has_bound_host:
        return host
    problems.add(Trouble.UNBOUND_HOST_LOCK, words.host.span, statement=line)
    return None
