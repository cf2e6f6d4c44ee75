"""OSCam's files while they are being written, and what the parts of that share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from hearth.config.meaning.model import (
    AccountSettings,
    LineSettings,
    Settings,
)
from hearth.config.migration.cards import CardLists, Pair
from hearth.config.migration.extras import Directives
from hearth.config.migration.report import Ledger, Line
from hearth.config.oscam.ini import Draft
from hearth.config.oscam.writing.services import ServiceBook
from hearth.diagnostics import Finding, Severity
from hearth.household import MAX_HOPS

GROUP: Final = "1"  # readers and accounts of one home are all in it
MAX_LABEL: Final = 40  # characters; OSCam has room for 63
MAX_HOP_NUMBER: Final = 127  # OSCam keeps most numbers of hops in a signed byte
MAX_PROVIDERS: Final = 32  # of one item of ident; OSCam reads no more

_NOT_IN_LABEL: Final = re.compile(r"[^a-z0-9]+")

# Findings of lines that are used: what of them is not.
LOST_PARTS: Final = frozenset({"H109", "H302", "H403", "H905"})

WHY_FEWER_HOPS: Final = (
    "in one home a card is at most one more server away, so what is further is left out"
)


@dataclass(slots=True)
class Writing:
    """
    A CCcam.cfg on its way into OSCam's files.

    Attributes:
        file: Its name for the report.
        settings: What Hearth makes of it.
        directives: By name, the last of each.
        findings: What there is to say about it.
        ledger: Takes what becomes of each line.
        conf: The sections of oscam.conf, by name.
        readers: The sections of oscam.server.
        accounts: The sections of oscam.user.
        services: Those of oscam.services.

    """

    file: str
    settings: Settings
    directives: Directives
    findings: Sequence[Finding]
    ledger: Ledger = field(default_factory=Ledger)
    conf: dict[str, Draft] = field(
        default_factory=lambda: {n: Draft(n) for n in ("global", "cccam", "webif")}
    )
    readers: list[Draft] = field(default_factory=list)
    accounts: list[Draft] = field(default_factory=list)
    services: ServiceBook = field(default_factory=ServiceBook)
    _errors: dict[int, list[str]] = field(init=False, default_factory=dict)
    _lost: dict[int, list[str]] = field(init=False, default_factory=dict)
    _accounts_by_line: dict[int, AccountSettings] = field(init=False)
    _lines_by_line: dict[int, LineSettings] = field(init=False)
    _labels: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for finding in self.findings:
            said = f"{finding.code}: {finding.message}"
            if finding.severity is Severity.ERROR:
                self._errors.setdefault(finding.span.line, []).append(said)
            elif finding.code in LOST_PARTS:
                self._lost.setdefault(finding.span.line, []).append(said)
        accounts, lines = self.settings.accounts, self.settings.lines
        self._accounts_by_line = {a.span.line: a for a in accounts}
        self._lines_by_line = {line.span.line: line for line in lines}

    def account_at(self, number: int) -> AccountSettings | None:
        """Give the account that a line makes."""
        return self._accounts_by_line.get(number)

    def upstream_at(self, number: int) -> LineSettings | None:
        """Give the connection that a line makes."""
        return self._lines_by_line.get(number)

    @property
    def emm_is_off(self) -> bool:
        """Whether no card updates are passed on; the original's default is no."""
        is_written = self.settings.origin("disable_emm") is not None
        return is_written and self.settings.disable_emm

    def line(self, number: int, subject: str, target: str = "") -> Line:
        """Begin the report of a line."""
        line = self.ledger.line(self.file, number, subject)
        line.target = target
        return line

    def why_unusable(self, number: int) -> tuple[str, ...]:
        """Say why a line cannot be used."""
        errors = self._errors.get(number, ())
        return tuple(errors) or ("it cannot be read: `hearth check` says why",)

    def remark(self, line: Line) -> None:
        """Say which parts of a line never did anything, or do nothing over there."""
        line.change(*self._lost.get(line.number, ()))

    def label(self, wanted: str) -> str:
        """Make a name for a reader that no other has."""
        plain = _NOT_IN_LABEL.sub("_", wanted.lower()).strip("_")[:MAX_LABEL]
        label = plain or "reader"
        while label in self._labels:
            self._labels[plain] += 1
            label = f"{plain}_{self._labels[plain]}"
        self._labels.setdefault(plain, 1)
        self._labels[label] = 1
        return label


def limit_cards(
    draft: Draft, lists: CardLists, services: ServiceBook, line: Line
) -> None:
    """
    Write which cards an account or a reader has to do with.

    Args:
        draft: The section that it is written into.
        lists: Which cards; not "none at all".
        services: Takes what has to be named there.
        line: The line that says it.

    Raises:
        TooManyServicesError: oscam.services has no room for it.

    """
    names = [f"!{services.cards(pair)}" for pair in lists.hidden]
    if lists.given is not None:
        names = [*_give(draft, lists.given, services), *names]
    for pair in lists.hidden:
        line.keep(f"{pair} is hidden by services = !{services.cards(pair)}")
    for pair in lists.lost:
        line.change(
            f"{pair} is hidden too: in OSCam hiding a card beats every exception"
        )
    add_services(draft, names)


def _give(draft: Draft, given: Sequence[Pair], services: ServiceBook) -> list[str]:
    """Write a list of the only cards that are given, in the plainest way."""
    if all(pair.closeness == 3 for pair in given):
        draft.set("ident", ";".join(_idents(given)))
    elif all(pair.closeness == 2 for pair in given):
        draft.set("caid", ",".join(str(pair.ca_system_id) for pair in given))
    else:
        return [services.cards(pair) for pair in given]
    return []


def _idents(given: Sequence[Pair]) -> list[str]:
    items: list[str] = []
    for system in dict.fromkeys(pair.ca_system_id for pair in given):
        providers = [str(p.provider_id) for p in given if p.ca_system_id == system]
        for begin in range(0, len(providers), MAX_PROVIDERS):
            part = ",".join(providers[begin : begin + MAX_PROVIDERS])
            items.append(f"{system}:{part}")
    return items


def add_services(draft: Draft, names: Sequence[str]) -> None:
    """Add names to a section's services, once each."""
    known = draft.get("services").decode().split(",")
    every = dict.fromkeys(name for name in (*known, *names) if name)
    if every:
        draft.set("services", ",".join(every))


def capped_hops(hops: int, line: Line) -> int:
    """Give a number of servers between card and receiver that one home may have."""
    if hops > MAX_HOPS:
        line.change(WHY_FEWER_HOPS)
    return min(hops, MAX_HOPS)
