"""
Accounts of oscam.user as F: lines.

An account that would get more over there than it gets in OSCam is not carried
over: a limit is often there for the children.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from hearth.config.language.document import decode
from hearth.config.meaning.model import AccountSettings, CardLimit, TimeWindow
from hearth.config.meaning.values import MAX_HOPS as MAX_HOP_NUMBER
from hearth.config.migration.cards import ALL
from hearth.config.migration.cccam import WHY_NOT_HELD, account_line
from hearth.config.migration.home import is_home_host, why_not_home
from hearth.config.migration.report import Ledger
from hearth.config.oscam.ini import USER, Section
from hearth.config.oscam.reading.cards import (
    CannotSayError,
    Cards,
    Services,
    read_cards,
)
from hearth.config.oscam.reading.sheet import Sheet
from hearth.config.oscam.reading.times import read_windows
from hearth.household import MAX_ACCOUNTS, MAX_HOPS
from hearth.secret import Secret

DEFAULT_HOPS: Final = 10  # DEFAULT_CC_MAXHOPS
AS_GLOBAL: Final = -1  # cccreshare: as oscam.conf says

_WHY_TOO_MANY: Final = f"one home has at most {MAX_ACCOUNTS} receivers"


@dataclass(slots=True)
class AccountsReader:
    """
    Makes F: lines of accounts, one after the other.

    Attributes:
        ledger: Takes what becomes of each line.
        services: Those of oscam.services.
        groups: The groups of each reader that is carried over, by its label.
        reshare: What oscam.conf says of passing on.
        own_user: The account that OSCam's own descrambling uses.
        lines: What was made.

    """

    ledger: Ledger
    services: Services
    groups: Mapping[str, frozenset[str]]
    reshare: int
    own_user: bytes = b""
    lines: list[bytes] = field(default_factory=list)
    _names: set[bytes] = field(default_factory=set)

    def read(self, section: Section) -> None:
        """Make the F: line of one account, and report the section."""
        name = section.value("user")
        shown = decode(name)[0] if name else "an account"
        sheet = Sheet(self.ledger, USER, section, f"account {shown}")
        why = self._why_not(sheet)
        if why:
            sheet.drop_all(why)
            return
        try:
            cards = read_cards(section, self.services)
            windows = read_windows(sheet.text("allowedtimeframe"))
        except CannotSayError as unsaid:
            sheet.drop_all(
                f"CCcam has no words for {unsaid}; without them this account would get"
                " more than it gets now"
            )
            return
        made = self._account(sheet, cards, windows)
        line = account_line(made)
        if line is None:
            sheet.drop_all(WHY_NOT_HELD)
            return
        self._names.add(name)
        self.lines.append(line)
        sheet.head.target = f"F: {shown}"
        self._report(sheet, made, cards)

    def _why_not(self, sheet: Sheet) -> str:
        """Say why an account cannot be carried over at all; empty if it can."""
        protocols = sheet.text("allowedprotocols")
        host = sheet.text("hostname")
        reasons = (
            (not sheet.value("user"), "it has no user name"),
            (not sheet.value("pwd"), "it has no password, and CCcam needs one"),
            (sheet.value("user") in self._names, "an account before has this name"),
            (sheet.number("disabled", 0) != 0, "it is disabled"),
            (sheet.value("user") == self.own_user, "OSCam's own descrambling uses it"),
            (sheet.number("cacheex", 0) != 0, "cache exchange is not for one home"),
            (bool(sheet.value("expdate")), "CCcam has no date at which it would end"),
            (
                len(protocols) > 3 and "cccam" not in protocols.split(","),
                "it may not log in by CCcam (allowedprotocols)",
            ),
            (bool(sheet.value("chid")), "CCcam has no limits by CHID"),
            (bool(sheet.value("class")), "CCcam has no limits by class"),
            (
                bool(host) and not is_home_host(host),
                why_not_home(host, "CCcam") if host else "",
            ),
            (len(self.lines) == MAX_ACCOUNTS, _WHY_TOO_MANY),
        )
        return next((why for is_so, why in reasons if is_so), "")

    def _account(
        self, sheet: Sheet, cards: Cards, windows: tuple[TimeWindow, ...]
    ) -> AccountSettings:
        hops = sheet.number("cccmaxhops", DEFAULT_HOPS)
        reshare = sheet.number("cccreshare", AS_GLOBAL)
        own = min(max(reshare, -1), MAX_HOPS) + 1
        of_all = min(max(self.reshare, -1), MAX_HOPS) + 1
        limits = cards.limits(own if reshare != AS_GLOBAL else of_all)
        if hops < 0:
            limits = {ALL: 0}
        elif reshare != AS_GLOBAL and cards.given is None:
            limits = {ALL: own, **limits}
        return AccountSettings(
            name="",
            raw_name=sheet.value("user"),
            password=Secret(sheet.value("pwd")),
            up_hops=min(max(hops, 0), MAX_HOP_NUMBER),
            allow_emm=self._may_send_emm(sheet),
            card_limits=tuple(
                CardLimit(*pair, down_hops) for pair, down_hops in limits.items()
            ),
            denied_services=cards.denied,
            time_windows=windows,
            host=sheet.text("hostname") or None,
        )

    def _may_send_emm(self, sheet: Sheet) -> bool:
        labels = [label.strip() for label in sheet.text("au").split(",")]
        return "1" in labels or any(label in self.groups for label in labels)

    def _report(self, sheet: Sheet, made: AccountSettings, cards: Cards) -> None:
        sheet.keep("user")
        sheet.keep("pwd")
        sheet.keep("hostname", "only from there, after three pairs of braces")
        self._report_hops(sheet, made)
        self._report_emm(sheet, made)
        self._report_log_ins(sheet)
        sheet.keep("allowedtimeframe", *map(str, made.time_windows))
        sheet.keep("allowedprotocols", "CCcam is one of them")
        self._report_group(sheet)
        if self._unknown_services(sheet):
            sheet.change(
                "services",
                "in the first two pairs of braces; names that oscam.services does not"
                " have are left out, as OSCam leaves them out",
            )
        for name in ("caid", "ident", "services"):
            sheet.keep(name, "in the first two pairs of braces")
        if cards.given is not None:
            sheet.head.keep("{ 0:0:0 } hides every card that is not listed")
        sheet.finish()

    def _unknown_services(self, sheet: Sheet) -> bool:
        names = sheet.text("services").lower().split(",")
        plain = {name.strip().removeprefix("!") for name in names} - {""}
        return not plain <= set(self.services)

    def _report_hops(self, sheet: Sheet, made: AccountSettings) -> None:
        if sheet.section.get("cccmaxhops") is None:
            sheet.head.keep(f"uphops {made.up_hops}, which is OSCam's own default")
        elif sheet.number("cccmaxhops", DEFAULT_HOPS) < 0:
            sheet.change("cccmaxhops", "{ 0:0:0 }: no card at all")
        else:
            sheet.keep("cccmaxhops", f"uphops {made.up_hops}")
        reshare = sheet.number("cccreshare", AS_GLOBAL)
        if reshare == AS_GLOBAL:
            sheet.keep("cccreshare", "GLOBAL LIMITS says it")
        elif reshare > MAX_HOPS:
            sheet.change(
                "cccreshare",
                f"downhops {MAX_HOPS + 1}: in one home a card goes at most one more"
                " server on",
            )
        else:
            sheet.keep("cccreshare", f"downhops {reshare + 1}: CCcam counts from 1")

    def _report_emm(self, sheet: Sheet, made: AccountSettings) -> None:
        if sheet.section.get("au") is None:
            sheet.head.keep("allowemm is 0: in OSCam nobody sends card updates unasked")
        elif not made.allow_emm:
            sheet.change("au", "allowemm is 0: its readers are not carried over")
        elif sheet.text("au") == "1":
            sheet.keep("au", "allowemm is 1")
        else:
            sheet.change("au", "allowemm is 1, for the cards of every line")

    def _report_log_ins(self, sheet: Sheet) -> None:
        one = "CCcam takes one log-in a name, and refuses the second"
        if sheet.number("uniq", 0) == 1:
            sheet.keep("uniq", one)
        elif sheet.section.get("uniq") is None:
            sheet.head.change(one)
        sheet.change("uniq", one)
        if sheet.number("max_connections", 1) == 1:
            sheet.keep("max_connections", one)
        sheet.change("max_connections", f"{one}; write one account for each receiver")

    def _report_group(self, sheet: Sheet) -> None:
        own = {part.strip() for part in sheet.text("group").split(",")}
        unseen = [label for label, groups in self.groups.items() if not own & groups]
        if unseen:
            sheet.change(
                "group",
                "CCcam has no groups: this account will see the cards of"
                f" {', '.join(unseen)}, too",
            )
        else:
            sheet.keep("group", "CCcam has no groups, and this account sees every line")
