"""
The settings as values: what a CCcam.cfg makes Hearth do, free of its spelling.

Everything is immutable and holds plain values, so that two of them can be
compared (`hearth.config.meaning.difference`) and each room can copy what it needs.
Where a value stands in the file does not count when values are compared.

The meaning of the braces is here as well, because the explanations and checks
need it: a limit for one pair beats the one for its whole CA system, which
beats ``0:0``, the one for all cards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from hearth.diagnostics import FILE_START, Span
from hearth.dvb import VIACCESS, Caid, ProviderId, ServiceId
from hearth.secret import Secret

MINUTES_OF_DAY: Final = 24 * 60
DEFAULT_LISTEN_PORT: Final = 12000
DEFAULT_UP_HOPS: Final = 5
DEFAULT_CHANNEL_INFO: Final = Path("/var/etc/CCcam.channelinfo")
DEFAULT_PROVIDER_INFO: Final = Path("/var/etc/CCcam.providers")
DEFAULT_WEB_PORT: Final = 16001
DEFAULT_TELNET_PORT: Final = 16000

_Limits: TypeAlias = dict[tuple[int, int], int]  # hops by CA system and provider


class CardLimit(NamedTuple):
    """
    One item of the first braces of an F: line.

    Attributes:
        ca_system_id: Which CA system; 0 is all.
        provider_id: Which provider; 0 is all of that system.
        down_hops: 0: the card is not given at all; 1: for this receiver
            alone; more: so many levels, which at Hearth is the same as 1,
            because every card ends at the receiver.

    """

    ca_system_id: Caid
    provider_id: ProviderId
    down_hops: int


class DeniedService(NamedTuple):
    """One item of the second braces of an F: line: a channel not to be given."""

    ca_system_id: Caid
    provider_id: ProviderId
    service_id: ServiceId


class TimeWindow(NamedTuple):
    """
    One item of the third braces of an F: line: when control words are given.

    Attributes:
        begin: Minute of the day at which it opens, 0 to 1439.
        end: Minute at which it closes, 0 to 1440; before ``begin`` when it
            goes on after midnight.

    """

    begin: int
    end: int

    def holds(self, minute: int) -> bool:
        """Tell whether the window is open at a minute of the day."""
        if self.begin <= self.end:
            return self.begin <= minute < self.end
        return minute >= self.begin or minute < self.end

    def __str__(self) -> str:
        begin, end = divmod(self.begin, 60), divmod(self.end, 60)
        return f"{begin[0]:02}:{begin[1]:02}-{end[0]:02}:{end[1]:02}"


class LineFilter(NamedTuple):
    """
    One item of the braces of a C: line: which cards are taken from that line.

    Attributes:
        ca_system_id: Which CA system; 0 is all.
        provider_id: Which provider; 0 is all of that system.
        up_hops: How far away the card may be: 1 is a card in that very
            server, 0 none.

    """

    ca_system_id: Caid
    provider_id: ProviderId
    up_hops: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """
    An F: line: a receiver and what it may have.

    Attributes:
        name: The user name, for a person to read.
        raw_name: The bytes of the name as they stand in the file, which are
            the bytes that the receiver sends.
        password: The bytes of the password as they stand in the file.
        up_hops: How many servers away a card may be; 0 is the home's own.
        allow_emm: Whether the receiver may send card updates.
        card_limits: Which cards are given; see `down_hops`.
        denied_services: Channels that are not given.
        time_windows: When control words are given; empty is always.
        host: The only host that may log in, as written; None is any.
        span: The line in the file.

    """

    name: str
    raw_name: bytes
    password: Secret
    up_hops: int = DEFAULT_UP_HOPS
    allow_emm: bool = True
    card_limits: tuple[CardLimit, ...] = ()
    denied_services: tuple[DeniedService, ...] = ()
    time_windows: tuple[TimeWindow, ...] = ()
    host: str | None = None
    span: Span = field(default=FILE_START, compare=False)

    def down_hops(self, ca_system_id: Caid, provider_id: ProviderId) -> int | None:
        """Give the limit for a card, 0 if it is not given, None if without limit."""
        limits: _Limits = {
            (limit.ca_system_id, limit.provider_id): limit.down_hops
            for limit in self.card_limits
        }
        return _most_specific(limits, ca_system_id, provider_id)

    def denies(
        self, ca_system_id: Caid, provider_id: ProviderId, service_id: ServiceId
    ) -> bool:
        """Tell whether a channel is one of those not to be given."""
        pairs = set(_pairs(ca_system_id, provider_id))
        return any(
            denied.service_id == service_id
            and (denied.ca_system_id, denied.provider_id) in pairs
            for denied in self.denied_services
        )

    def is_open(self, minute: int) -> bool:
        """Tell whether control words are given at a minute of the day."""
        windows = self.time_windows
        return not windows or any(window.holds(minute) for window in windows)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSettings:
    """
    A C: line: a server to ask, the holder of the card.

    Attributes:
        host: Name or address, as written; a name is judged by ``net`` at each
            connection, an address outside the home never gets here.
        port: 1 to 65535.
        user: Our user name there, for a person to read.
        raw_user: Its bytes as they stand in the file.
        password: The bytes of the password as they stand in the file.
        filters: Which of its cards are taken; empty is all.
        retries: How often an unanswered ECM is asked again on this line.
        span: The line in the file.

    """

    host: str
    port: int
    user: str
    raw_user: bytes
    password: Secret
    filters: tuple[LineFilter, ...] = ()
    retries: int = 0
    span: Span = field(default=FILE_START, compare=False)

    def accepts(self, ca_system_id: Caid, provider_id: ProviderId, hops: int) -> bool:
        """
        Tell whether a card of this line is taken.

        Args:
            ca_system_id: The card's.
            provider_id: One of the card's.
            hops: As the braces count: 1 is a card in that very server, which
                is the one that the server announces with hop 0.

        """
        limits: _Limits = {
            (limit.ca_system_id, limit.provider_id): limit.up_hops
            for limit in self.filters
        }
        limit = _most_specific(limits, ca_system_id, provider_id)
        return limit is None or hops <= limit

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class InterfaceSettings(NamedTuple):
    """
    The directives WEBINFO, TELNETINFO and SHOW: what Hearth tells people.

    A tuple, because that costs a program that runs for a moment the least.
    Names of users are decoded from their bytes in the file so that encoding
    them gives those bytes again (UTF-8 with ``surrogateescape``).

    Attributes:
        web: Whether there are web pages (ALLOW WEBINFO).
        web_port: Where; None when it is off, or the receivers' own port.
        external_access: Whether the home network may come in, or this
            machine alone (WEBINFO ALLOW EXTERNAL ACCESS).
        web_user: WEBINFO USERNAME; empty when it is not set.
        web_password: WEBINFO PASSWORD; None when it is not set.
        telnet: Whether CCcam's status is told by telnet (ALLOW TELNETINFO);
            the original does so unasked, Hearth does not.
        telnet_port: Where; None when it is off, or another's port.
        telnet_user: TELNETINFO USERNAME; empty when it is not set.
        telnet_password: TELNETINFO PASSWORD; None when it is not set.
        show_timing: Whether CCcam's table of clients has a column with the
            last ECM's time (SHOW TIMING).
        extended_client_info: Whether it says which share each client used
            last (SHOW EXTENDED CLIENT INFO, which CCcam misspells).

    """

    web: bool = True
    web_port: int | None = DEFAULT_WEB_PORT
    external_access: bool = False
    web_user: str = ""
    web_password: Secret | None = None
    telnet: bool = False
    telnet_port: int | None = DEFAULT_TELNET_PORT
    telnet_user: str = ""
    telnet_password: Secret | None = None
    show_timing: bool = False
    extended_client_info: bool = True


class HistorySettings(NamedTuple):
    """
    What hearth.toml says about how long things are remembered.

    Attributes:
        raw_days: Every single ECM.
        hourly_days: The figures of each hour.

    """

    raw_days: int = 30
    hourly_days: int = 400


_INTERFACES: Final = InterfaceSettings()
_HISTORY: Final = HistorySettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    Everything that the configuration says, with defaults where it says nothing.

    Attributes:
        listen_port: Where receivers log in; None when it is switched off.
        keep_alive_s: Seconds between keepalives on idle connections.
        recv_timeout_ms: How long a line has to answer an ECM.
        disable_emm: Whether no EMM is passed on.
        global_limits: Which cards every account is given, where its own F: line
            says nothing of them.
        minimum_down_hops: Over how many servers a line must let a card travel
            for it to be taken.
        debug_level: 0 errors, 1 each ECM, up to 12 every message.
        channel_info_file: Names of channels; None when there is to be none.
        provider_info_file: Names of providers; None when there is to be none.
        interfaces: The web pages, and CCcam's status by telnet.
        history: How long things are remembered.
        accounts: The F: lines that can be used, in their order, at most 16.
        lines: The C: lines that can be used, in their order: first preferred.
        origins: Where each value was written, by the name that `value` takes;
            what is missing has its default.

    """

    listen_port: int | None = DEFAULT_LISTEN_PORT
    keep_alive_s: float = 30
    recv_timeout_ms: int = 5000
    disable_emm: bool = True
    global_limits: tuple[CardLimit, ...] = ()
    minimum_down_hops: int = 0
    debug_level: int = 1
    channel_info_file: Path | None = DEFAULT_CHANNEL_INFO
    provider_info_file: Path | None = DEFAULT_PROVIDER_INFO
    interfaces: InterfaceSettings = _INTERFACES
    history: HistorySettings = _HISTORY
    accounts: tuple[AccountSettings, ...] = ()
    lines: tuple[LineSettings, ...] = ()
    origins: tuple[tuple[str, Span], ...] = field(default=(), compare=False)

    def limits_of(self, account: AccountSettings) -> tuple[CardLimit, ...]:
        """Give the limits of an account's cards: its own, and then everybody's."""
        everybodys = (
            limit
            for limit in self.global_limits
            if account.down_hops(limit.ca_system_id, limit.provider_id) is None
        )
        return (*account.card_limits, *everybodys)

    def value(self, name: str) -> Any:
        """Give a value by its name: ``listen_port``, ``interfaces.web_port``."""
        return reduce(getattr, name.split("."), self)

    def origin(self, name: str) -> Span | None:
        """Tell where a value was written, None if it is the default."""
        return dict(self.origins).get(name)


def _pairs(ca_system_id: Caid, provider_id: ProviderId) -> Iterator[tuple[int, int]]:
    """
    Give the pairs that cover a card, the most specific one first.

    Viaccess keeps a key number in the lowest 4 bits of the provider id, so
    the id without them is tried as well.
    """
    yield ca_system_id, provider_id
    if ca_system_id >> 8 == VIACCESS:
        yield ca_system_id, provider_id & 0xFFFFFFF0
    yield ca_system_id, 0
    yield 0, provider_id
    yield 0, 0


def _most_specific(
    limits: _Limits, ca_system_id: Caid, provider_id: ProviderId
) -> int | None:
    found = (limits.get(pair) for pair in _pairs(ca_system_id, provider_id))
    return next((limit for limit in found if limit is not None), None)
