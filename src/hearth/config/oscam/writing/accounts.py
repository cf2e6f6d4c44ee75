"""F: lines as accounts in oscam.user."""

from __future__ import annotations

from typing import Final

from hearth.config.language.statements import LineStatement
from hearth.config.meaning.model import AccountSettings
from hearth.config.migration.cards import ALL, CardLists, Pair, card_lists, pairs
from hearth.config.migration.home import is_home_host, why_not_home
from hearth.config.migration.report import Line
from hearth.config.oscam.ini import USER, Draft, holds
from hearth.config.oscam.writing.services import TooManyServicesError
from hearth.config.oscam.writing.state import (
    GROUP,
    Writing,
    add_services,
    capped_hops,
    limit_cards,
)
from hearth.dvb import ServiceId

NO_CARD: Final = -1  # cccmaxhops: OSCam lets the account in and shows it nothing
MAX_NAME: Final = 63  # bytes: usr[64]
PRINTABLE: Final = 0x20  # OSCam's CCcam log-in refuses names with bytes below it

WHY_DISABLED: Final = "disabled = 1: better no picture than what was to be hidden"


def account(writing: Writing, statement: LineStatement) -> None:
    """
    Write the account of an F: line, and report the line.

    Args:
        writing: Takes both; all readers are in it already.
        statement: The line.

    """
    number = statement.span.line
    settings = writing.account_at(number)
    if settings is None:
        writing.line(number, "an F: line").drop(*writing.why_unusable(number))
        return
    line = writing.line(number, f"F: {settings.name}", f"{USER}, {settings.name}")
    if not _can_be_written(settings, line):
        return
    draft = Draft("account")
    draft.set("user", settings.raw_name)
    draft.set("pwd", settings.password)
    draft.set("group", GROUP)
    draft.set("uniq", 1)  # as CCcam: the second log-in with one name is refused
    draft.set("max_connections", 1)
    if settings.host is not None:
        draft.set("hostname", settings.host)
        line.keep(f"only from {settings.host}: hostname")
    _emm(writing, settings, draft, line)
    _windows(settings, draft, line)
    try:
        lists = _cards(writing, settings, draft, line)
        if not lists.gives_nothing:
            _hops(writing, settings, draft, line)
        _denied(writing, settings, draft, line)
    except TooManyServicesError:
        draft.set("disabled", 1)
        line.change("oscam.services has no room for what it hides", WHY_DISABLED)
    writing.remark(line)
    writing.accounts.append(draft)


def _can_be_written(settings: AccountSettings, line: Line) -> bool:
    host = settings.host
    if host is not None and not is_home_host(host):
        line.drop(why_not_home(host, "OSCam"))
        return False
    name, password = settings.raw_name, settings.password.reveal()
    if min(name) < PRINTABLE or not holds(name, MAX_NAME) or not holds(password):
        line.drop(
            "OSCam cannot hold the control characters in its name or password;"
            " choose others here and in the receiver"
        )
        return False
    return True


def _hops(
    writing: Writing, settings: AccountSettings, draft: Draft, line: Line
) -> None:
    hops = settings.up_hops
    if hops == 0 and all(_is_1_away(reader) for reader in writing.readers):
        # Hearth counts the server behind a C: line as the home's own card.
        hops = min(len(writing.readers), 1)
    if hops != settings.up_hops:
        line.change(
            "uphops 0 is cccmaxhops = 1: to OSCam a card behind a C: or N: line is 1"
            " away, and with 0 the account would see no card at all"
        )
    else:
        line.keep(f"cccmaxhops = {hops}")
    draft.set("cccmaxhops", hops)


def _is_1_away(reader: Draft) -> bool:
    return reader.get("protocol") == b"cccam" or reader.get("ccchop") == b"1"


def _emm(writing: Writing, settings: AccountSettings, draft: Draft, line: Line) -> None:
    """OSCam's default for card updates is the opposite of CCcam's."""
    if not settings.allow_emm:
        line.keep("no au: it may send no card updates")
    elif writing.emm_is_off and not writing.readers:
        line.change("no au: DISABLE EMM is yes, and no reader is there to say it at")
    else:
        draft.set("au", 1)
        line.keep("au = 1: it may send card updates; OSCam lets nobody do so unasked")


def _windows(settings: AccountSettings, draft: Draft, line: Line) -> None:
    windows = settings.time_windows
    opening = [str(window) for window in windows if window.begin != window.end]
    if len(opening) < len(windows):
        line.change(
            "a time window that never opens is left out: OSCam would open it for a"
            " minute"
        )
    if opening:
        draft.set("allowedtimeframe", f"ALL@{','.join(opening)}")
        line.keep(f"allowedtimeframe = ALL@{','.join(opening)}")
    elif windows:
        draft.set("disabled", 1)
        line.change("disabled = 1: there is no time at which it gets control words")


def _cards(
    writing: Writing, settings: AccountSettings, draft: Draft, line: Line
) -> CardLists:
    own = pairs(settings.card_limits)
    limits = {**_of_everybody(writing, own, line), **own}
    lists = card_lists(limits)
    if lists.gives_nothing:
        draft.set("cccmaxhops", NO_CARD)
        line.change(f"cccmaxhops = {NO_CARD}: its braces let it have no card at all")
        return lists
    _reshare(card_lists(own), draft, line)
    limit_cards(draft, lists, writing.services, line)
    if lists.given is not None:
        line.keep("it gets the listed cards alone")
    return lists


def _of_everybody(
    writing: Writing, own: dict[Pair, int], line: Line
) -> dict[Pair, int]:
    """
    Give what GLOBAL LIMITS hides; its number for all cards is [cccam] reshare.

    What it gives counts only as an exception from its own "no card at all",
    never from an account's.
    """
    found = pairs(writing.settings.global_limits)
    limits: dict[Pair, int] = {p: hops for p, hops in found.items() if not hops}
    if found.get(ALL) == 0 and ALL not in own:
        limits = found
    if limits:
        line.keep("GLOBAL LIMITS counts too, where its own braces say nothing else")
    return limits


def _reshare(lists: CardLists, draft: Draft, line: Line) -> None:
    """CCcam's 1 is "for himself alone", which is OSCam's 0."""
    if lists.hops is None:
        return
    hops = 1 if lists.leaves_open else lists.hops
    if lists.hops_differ or (lists.leaves_open and lists.hops > 1):
        line.change(
            "OSCam has one reshare number for all cards of an account: the smallest"
        )
    reshare = capped_hops(hops - 1, line)
    draft.set("cccreshare", reshare)
    line.keep(f"downhops {hops} is cccreshare = {reshare}: OSCam counts from 0")


def _denied(
    writing: Writing, settings: AccountSettings, draft: Draft, line: Line
) -> None:
    by_card: dict[Pair, list[ServiceId]] = {}
    for denied in settings.denied_services:
        pair = Pair(denied.ca_system_id, denied.provider_id)
        by_card.setdefault(pair, []).append(denied.service_id)
    names = [
        f"!{writing.services.channels(pair, channels)}"
        for pair, channels in by_card.items()
    ]
    add_services(draft, names)
    if names:
        line.keep(f"channels are denied by services = {','.join(names)}")
