"""
What CCcam's commands answer, line by line.

Telnet sends the lines as they are; the pages put HTML around them. Numbers are
hexadecimal without leading zeros, spans are ``00d 00:00:00``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from hearth.dvb import Caid, Card, ProviderId, provider_ids
from hearth.observe.live.views import LineStatus, ReceiverStatus, Status
from hearth.web.compat.tables import Column, cell, table
from hearth.web.home import Home

VERSION: Final = "2.3.0"  # of the CCcam whose form this is
ACTIVE_S: Final = 20.0  # CCcam: "ACTIVE CLIENTS IN LAST 20 SECONDS"
TYPE: Final = "CCcam-s2s"
NONE: Final = "0"

# By the upper byte of the CA_system_ID, in CCcam's own words.
_SYSTEMS: Final = {
    0x01: "seca",
    0x05: "viaccess",
    0x06: "irdeto",
    0x09: "nds",
    0x0B: "conax",
    0x0D: "cryptoworks",
    0x17: "betacrypt",
    0x18: "nagra",
}
_UNKNOWN: Final = "Unknown"

_CLIENTS: Final = (
    Column(" Username"),
    Column(" Host          "),
    Column(" Connected  "),
    Column(" Idle time  "),
    Column(" ECM "),
    Column(" EMM "),
    Column(" Version"),
    Column(" Last used share      "),
)
_ECM_TIME: Final = Column(" Ecm time")
_SHAREINFO: Final = (
    Column(" Username"),
    Column(" Shareinfo                             "),
)
_SERVERS: Final = (
    Column(" Host                 "),
    Column(" Connected  "),
    Column(" Type    "),
    Column(" Version"),
    Column(" NodeID         "),
    Column(" Cards ", is_right=True),
    Column(" CAID/Idents                   "),
)
_SHARES: Final = (
    Column(" Host                 "),
    Column(" Type    "),
    Column("Caid", is_right=True),
    Column(" System    "),
    Column(" Providers                                     "),
    Column("Uphops ", under="Maxdown"),
    Column(" Nodes                  "),
)
_PROVIDERS: Final = (
    Column("Caid", is_right=True),
    Column(" Provider ", is_right=True),
    Column(" Provider Name"),
    Column(" System    "),
)


def info(home: Home) -> list[str]:
    """Give CCcam's general information."""
    status = home.status()
    total = sum(receiver.asked for receiver in status.receivers)
    emms = sum(receiver.emms for receiver in status.receivers)
    return [
        f"Current time {time.strftime('%H:%M:%S', time.localtime(status.at))}",
        f"NodeID: {home.node_id}",
        f"Uptime: {_span(status.at - status.started)}",
        f"Connected clients: {len(_connected(status))}",
        f"Active clients: {len(_active(status))}",
        f"Total handled client ecm's: {total}",
        f"Total handled client emm's: {emms}",
        "Peak load (max queued requests per workerthread): 0",
    ]


def clients(home: Home) -> list[str]:
    """List the receivers that are connected."""
    status = home.status()
    connected = _connected(status)
    return [
        f"Connected clients: {len(connected)}",
        *_client_tables(home, status, connected),
    ]


def activeclients(home: Home) -> list[str]:
    """List the receivers that asked something in the last 20 seconds."""
    status = home.status()
    active = _active(status)
    return [
        f"Connected clients: {len(_connected(status))}",
        f"{len(active)} ACTIVE CLIENTS IN LAST {ACTIVE_S:.0f} SECONDS",
        *_client_tables(home, status, active),
    ]


def servers(home: Home) -> list[str]:
    """
    List the lines; one that is down has nothing under "Connected".

    How many ECMs were asked is known for a line, not for each card of it, and
    stands behind the first one.
    """
    status = home.status()
    rows: list[list[str]] = []
    for line in status.lines:
        rows += _server_rows(line, status.at)
    up = sum(line.is_up for line in status.lines)
    return [f"Server connections: {up}", *table(_SERVERS, rows)]


def shares(home: Home) -> list[str]:
    """List the cards of all lines that are up."""
    rows = [
        [
            line.name,
            TYPE,
            _hex(card.ca_system_id),
            _system(card.ca_system_id),
            ",".join(_hex(it) for it in provider_ids(card)),
            f"{card.hops + 1}   0",  # none of them goes further than the receiver
            f"{_node(card)}_{number:x}",
        ]
        for line, number, card in _shares(home.status())
    ]
    return [f"Available shares: {len(rows)}", "", *table(_SHARES, rows)]


def providers(home: Home) -> list[str]:
    """List the providers of all cards, each once."""
    found: dict[tuple[Caid, ProviderId], None] = {}
    for _, _, card in _shares(home.status()):
        for provider in provider_ids(card):
            found[card.ca_system_id, provider] = None
    rows = [
        [
            _hex(caid),
            _hex(provider) if provider else "",
            home.provider_name(caid, provider) or _UNKNOWN,
            _system(caid),
        ]
        for caid, provider in found
    ]
    return ["Available providers: ", "", *table(_PROVIDERS, rows)]


def entitlements(home: Home) -> list[str]:
    """Say that there is no reader here: it is OSCam's in this home."""
    del home
    return ["card reader: none here, it is OSCam's", "no or unknown card inserted"]


COMMANDS: Final[dict[str, Callable[[Home], list[str]]]] = {
    "info": info,
    "activeclients": activeclients,
    "clients": clients,
    "servers": servers,
    "shares": shares,
    "providers": providers,
    "entitlements": entitlements,
}


def _connected(status: Status) -> list[ReceiverStatus]:
    return [receiver for receiver in status.receivers if receiver.is_connected]


def _active(status: Status) -> list[ReceiverStatus]:
    return [
        receiver
        for receiver in _connected(status)
        if receiver.last is not None and status.at - receiver.last.at <= ACTIVE_S
    ]


def _client_tables(
    home: Home, status: Status, receivers: list[ReceiverStatus]
) -> list[str]:
    settings = home.web_settings()
    columns = (*_CLIENTS, _ECM_TIME) if settings.show_timing else _CLIENTS
    rows = [_client_row(receiver, status.at)[: len(columns)] for receiver in receivers]
    lines = table(columns, rows)
    if settings.extended_client_info:
        watched = [[receiver.name, _watched(home, receiver)] for receiver in receivers]
        lines += ["", *table(_SHAREINFO, watched)]
    return lines


def _client_row(receiver: ReceiverStatus, now: float) -> list[str]:
    last = receiver.last
    return [
        receiver.name or "?",
        receiver.address,
        _span(now - receiver.since),
        _span(now - (last.at if last is not None else receiver.since)),
        _total(receiver.asked, receiver.failed),
        _total(receiver.emms, receiver.emms_kept),
        receiver.program.removeprefix("CCcam").strip(),
        f"remote {last.line}" if last is not None and last.line else "",
        f"{last.total_s:.3f}" if last is not None else "",
    ]


def _watched(home: Home, receiver: ReceiverStatus) -> str:
    watching = receiver.watching
    if watching is None:
        return ""
    key = watching.ca_system_id, watching.provider_id, watching.service_id
    caid, provider, service = (_hex(number) for number in key)
    name = home.channel_name(*key) or _UNKNOWN
    return f"{caid}:{provider}:{service} {cell(name)}"


def _server_rows(line: LineStatus, now: float) -> Iterator[list[str]]:
    counts = [_total(line.asked, line.failed)] + [_total(0, 0)] * len(line.cards)
    idents = [
        f"{'remote' if card.hops else 'local'} {_hex(card.ca_system_id)}:"
        f"{provider_ids_text(card)} {count}"
        for card, count in zip(line.cards, counts, strict=False)
    ]
    node = next((_node(card) for card in line.cards if card.nodes), "")
    yield [
        line.name,
        _span(now - line.since) if line.is_up else "",
        TYPE,
        "",
        node,
        str(len(line.cards)),
        idents[0] if idents else "",
    ]
    for ident in idents[1:]:
        yield ["", "", "", "", "", "", ident]


def provider_ids_text(card: Card) -> str:
    """Give the first provider of a card, as the servers' table has it."""
    return str(next(iter(provider_ids(card)), ProviderId(0))).lower()


def _shares(status: Status) -> Iterator[tuple[LineStatus, int, Card]]:
    for line in status.lines:
        if line.is_up:
            for number, card in enumerate(line.cards, 1):
                yield line, number, card


def _node(card: Card) -> str:
    """Give the server at the other end: the last one that the card came through."""
    return str(card.nodes[-1]) if card.nodes else NONE * 16


def _hex(number: int) -> str:
    return f"{int(number):x}"


def _system(caid: Caid) -> str:
    return _SYSTEMS.get(caid >> 8, _UNKNOWN)


def _total(asked: int, failed: int) -> str:
    return f"{asked}({asked - failed})"


def _span(seconds: float) -> str:
    minutes, second = divmod(max(0, int(seconds)), 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    return f"{days:02}d {hour:02}:{minute:02}:{second:02}"
