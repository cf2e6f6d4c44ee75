"""C: and N: lines as readers in oscam.server."""

from __future__ import annotations

from typing import Final

from hearth.config.language.statements import LineStatement
from hearth.config.meaning.model import LineSettings
from hearth.config.migration import extras
from hearth.config.migration.cards import CardLists, card_lists, pairs
from hearth.config.migration.home import is_home_host, why_not_home
from hearth.config.migration.newcamd import NewcamdLine, read_newcamd
from hearth.config.migration.report import Line
from hearth.config.oscam.ini import SERVER, Draft, holds
from hearth.config.oscam.writing.services import TooManyServicesError
from hearth.config.oscam.writing.state import (
    GROUP,
    MAX_HOP_NUMBER,
    Writing,
    capped_hops,
    limit_cards,
)
from hearth.household import MAX_HOPS

MAX_HOST: Final = 127  # bytes that OSCam has room for: device[128]
MAX_LOGIN: Final = 63  # r_usr[64], r_pwd[64]


def cccam_reader(writing: Writing, statement: LineStatement) -> None:
    """Write the reader of a C: line, and report the line."""
    number = statement.span.line
    settings = writing.upstream_at(number)
    if settings is None:
        writing.line(number, "a C: line").drop(*writing.why_unusable(number))
        return
    line = writing.line(number, f"C: {settings}")
    draft = _reader(writing, settings, line)
    if draft is None:
        return
    draft.set("protocol", "cccam")
    _device(draft, settings)
    draft.set("user", settings.raw_user)
    draft.set("password", settings.password)
    draft.set("group", GROUP)
    draft.set("ccckeepalive", 1)
    _filter(writing, settings, draft, line)
    if (down_hops := extras.number(writing.directives, "MINIMUM DOWNHOPS")) is not None:
        draft.set("cccmindown", min(down_hops, MAX_HOP_NUMBER))
    if writing.emm_is_off:
        draft.set("audisabled", 1)
    if settings.retries:
        line.change(
            f"{settings.retries} retries are lost: OSCam asks a reader once an ECM"
        )
    writing.remark(line)
    writing.readers.append(draft)


def newcamd_reader(writing: Writing, statement: LineStatement) -> None:
    """Write the reader of an N: line, and report the line."""
    read = read_newcamd(statement)
    number = statement.span.line
    if isinstance(read, str):
        writing.line(number, "an N: line").drop(read)
        return
    line = writing.line(number, f"N: {read}")
    draft = _reader(writing, read, line)
    if draft is None:
        return
    draft.set("protocol", "newcamd")
    _device(draft, read)
    draft.set("key", read.key.reveal().hex().upper())
    draft.set("user", read.raw_user)
    draft.set("password", read.password)
    draft.set("group", GROUP)
    draft.set("connectoninit", 1)
    _newcamd_hops(read, draft, line)
    if extras.flag(writing.directives, "USE NEWCAMD") is False:
        draft.set("enable", 0)
        line.keep("enable = 0, because of USE NEWCAMD : no")
    if writing.emm_is_off:
        draft.set("audisabled", 1)
    if read.stealth:
        line.change("stealth is lost: imitating other programs is not carried over")
    if read.has_extra:
        line.change("what follows the stealth field is lost: the original ignores it")
    writing.readers.append(draft)


def _newcamd_hops(read: NewcamdLine, draft: Draft, line: Line) -> None:
    # Over there a newcamd server's card counts as the hops that are written.
    hops = min(read.hops, MAX_HOPS + 1)
    if hops < read.hops:
        line.change(f"hops {read.hops} is ccchop = {hops}, the most of one home")
    draft.set("ccchop", hops)


def _reader(
    writing: Writing, settings: LineSettings | NewcamdLine, line: Line
) -> Draft | None:
    """Begin a reader; None if the line may not or cannot be carried over."""
    host = settings.host
    if not is_home_host(host):
        line.drop(why_not_home(host, "OSCam"))
        return None
    if not holds(host.encode(), MAX_HOST) or "," in host:
        line.drop("OSCam has no room for a host like this")
        return None
    values = (settings.raw_user, settings.password.reveal())
    if not all(holds(value, MAX_LOGIN) for value in values):
        line.drop(
            f"OSCam has room for a user name and a password of {MAX_LOGIN} bytes,"
            " without control characters; choose others there and here"
        )
        return None
    draft = Draft("reader")
    draft.set("label", writing.label(f"{host}_{settings.port}"))
    line.target = f"{SERVER}, reader {draft.get('label').decode()}"
    return draft


def _device(draft: Draft, settings: LineSettings | NewcamdLine) -> None:
    draft.set("device", f"{settings.host},{settings.port}")


def _filter(writing: Writing, settings: LineSettings, draft: Draft, line: Line) -> None:
    """Write which of a server's cards are taken."""
    lists = card_lists(pairs(settings.filters))
    if lists.gives_nothing:
        # OSCam takes a negative number of hops for its default, 10.
        draft.set("enable", 0)
        draft.set("cccmaxhops", 0)
        line.change("enable = 0: the braces let no card through")
        return
    _hops(lists, draft, line)
    try:
        limit_cards(draft, lists, writing.services, line)
    except TooManyServicesError:
        draft.set("enable", 0)
        line.change(
            "enable = 0: oscam.services has no room for the cards that are hidden"
        )


def _hops(lists: CardLists, draft: Draft, line: Line) -> None:
    """Count as OSCam does: its 0 is a card in that very server, CCcam's 1."""
    if lists.hops is None:
        draft.set("cccmaxhops", MAX_HOPS)
        line.change(
            f"cccmaxhops = {MAX_HOPS}: no number of hops is written, and OSCam's own"
            " default would be 10; in one home a card is at most one more server away"
        )
        return
    maximum = capped_hops(lists.hops - 1, line)
    draft.set("cccmaxhops", maximum)
    line.keep(
        f"uphops {lists.hops} is cccmaxhops = {maximum}: OSCam counts a card in that"
        " server as 0, CCcam as 1"
    )
    if lists.hops_differ or lists.leaves_open:
        line.change(
            "OSCam has one number of hops for all cards of a server: the smallest"
        )
