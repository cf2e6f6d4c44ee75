"""F: lines: accounts, in the original's form and in the article's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from hearth.config.language.cut import Parts, cut
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import LineStatement, Token
from hearth.config.meaning import items, values
from hearth.config.meaning.model import DEFAULT_UP_HOPS, AccountSettings
from hearth.household import MAX_ACCOUNTS
from hearth.secret import Secret

MAX_BLOCKS: Final = 3  # limits, denied services, times
_NUMBERS: Final = 3  # uphops, shareemus, allowemm


class Words(NamedTuple):
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
        if problems.is_full(Trouble.TOO_MANY_ACCOUNTS):  # all that follow are, too
            problems.add(Trouble.TOO_MANY_ACCOUNTS, line.span)
            continue
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
    if values.has_other_signs(parts, 2, problems) or _has_bare_times(parts, problems):
        return None
    user, password = parts.fields[:2]
    values.credentials(user, password, problems)
    values.check_braces(line, parts, MAX_BLOCKS, problems)
    words = sort_words(parts)
    if parts.strays:  # what they would have held is no host
        words = words._replace(host=None, extra=())
    is_article = _is_article(line, parts, words, problems)
    up_hops, allow_emm = _numbers(words, is_article=is_article, problems=problems)
    limits, denied, times = _blocks(line, parts, problems, is_article=is_article)
    card_limits = items.card_limits(limits, problems)
    if items.gives_nothing(card_limits):
        problems.add(Trouble.SEES_NO_CARD, parts.blocks[0].span, what=user.text)
    account = AccountSettings(
        name=user.text,
        raw_name=user.raw,
        password=Secret(password.raw),
        up_hops=up_hops,
        allow_emm=allow_emm,
        card_limits=card_limits,
        denied_services=items.denied_services(denied, problems),
        time_windows=items.time_windows(times, problems),
        host=_host(line, words, problems),
        span=line.span,
    )
    return account if problems.unusable == before else None


def _has_bare_times(parts: Parts, problems: Problems) -> bool:
    """Tell a time window that stands in no braces; a note says so."""
    for word in (*parts.fields[2:], *parts.tail):
        if items.looks_like_times(word.text):
            problems.add(Trouble.BAD_BRACES, word.span, what=values.BARE_TIMES)
            return True
    return False


def _blocks(
    line: LineStatement, parts: Parts, problems: Problems, *, is_article: bool
) -> tuple[tuple[Token, ...], tuple[Token, ...], tuple[Token, ...]]:
    """Give the items of the three pairs of braces; the article's mean nothing."""
    if is_article or len(parts.fields) < 2 + _NUMBERS:
        return (), (), ()
    given = [block.items for block in parts.blocks[:MAX_BLOCKS]]
    for at, inside in enumerate(given):
        for item in inside:
            place = _place_of(item.text, at)
            if place != at:
                problems.add(
                    Trouble.BRACES_OUT_OF_PLACE,
                    item.span,
                    what=str(place),
                    allowed=str(at),
                    statement=line,
                )
                given[at] = ()
                break
    limits, denied, times = (*given, (), (), ())[:MAX_BLOCKS]
    return limits, denied, times


def _place_of(item: str, at: int) -> int:
    """Tell in which of the braces, from 0, an item belongs that stands in some."""
    if items.looks_like_times(item):
        return 2
    if at == 0 and items.looks_like_channel(item):
        return 1
    if at == 2 and items.looks_like_card(item):
        return 0
    return at


def sort_words(parts: Parts) -> Words:
    """Tell the numbers of an F: line from its host and from what is too much."""
    words = parts.fields[2:]
    count = 0
    while count < min(len(words), _NUMBERS) and not _is_host(words[count]):
        count += 1
    # Between braces, or after one without partner, nobody knows what a word is.
    last = parts.blocks[-1].whole.column if parts.blocks else 0
    is_odd = bool(parts.strays) or any(word.column < last for word in parts.tail)
    rest = words[count:] + (() if is_odd else parts.tail)
    if rest and (len(words) <= count or not rest[0].text.isdigit()):
        bound = len(words) <= count and len(parts.blocks) == MAX_BLOCKS
        return Words(words[:count], rest[0], rest[1:], bound)
    return Words(words[:count], None, rest, has_bound_host=False)


def _is_host(word: Token) -> bool:
    """Tell a word that only a host can be: with dots or colons, and no 1.5."""
    text = word.text
    if ":" in text:
        return True
    dots = text.count(".")
    return dots > 1 or (dots == 1 and not text.replace(".", "").isdigit())


def _is_article(
    line: LineStatement, parts: Parts, words: Words, problems: Problems
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
    elif count == 2 and _are_profiles(parts):
        problems.add(Trouble.MULTICS_FILE, parts.blocks[0].span, what="0")
    else:
        problems.add(
            Trouble.FIELDS_BEFORE_BRACES,
            parts.blocks[0].span,
            what="uphops, shareemus and allowemm",
            statement=line,
        )
    return is_article


def _are_profiles(parts: Parts) -> bool:
    """Tell the braces of a MultiCS account: names in place of cards."""
    inside = [item.text for block in parts.blocks for item in block.items]
    return bool(inside) and not any(":" in text or text.isdigit() for text in inside)


def _numbers(words: Words, *, is_article: bool, problems: Problems) -> tuple[int, bool]:
    """Read uphops and allowemm; note a request for emulators."""
    up_hops, allow_emm = DEFAULT_UP_HOPS, True
    numbers = words.numbers
    if numbers:
        up_hops = values.number(numbers[0], "uphops", problems)
    if _is_shifted(words):
        return up_hops, allow_emm
    if is_article:
        values.number(numbers[1], "downhops", problems)
    elif len(numbers) > 1 and values.flag(numbers[1], "shareemus", problems):
        problems.add(Trouble.EMUS, numbers[1].span, what="shareemus")
    if len(numbers) > 2:
        allow_emm = values.flag(numbers[2], "allowemm", problems)
    return up_hops, allow_emm


def _is_shifted(words: Words) -> bool:
    """Tell a line whose name or password had a blank: all behind it is elsewhere."""
    return bool(words.numbers) and values.decimal(words.numbers[0].text) is None


def _host(line: LineStatement, words: Words, problems: Problems) -> str | None:
    for word in () if _is_shifted(words) else words.extra[:1]:
        problems.add(Trouble.EXTRA_FIELDS, word.span.to(words.extra[-1].span))
    if words.host is None:
        return None
    host = values.home_host(words.host, problems)
    if words.has_bound_host:
        return host
    problems.add(Trouble.UNBOUND_HOST_LOCK, words.host.span, statement=line)
    return None
