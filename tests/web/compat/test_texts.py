"""What CCcam's commands answer, for a home that has everything in it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from hearth.core.observations import Outcome
from hearth.dvb import ServiceId
from hearth.observe.live.views import Status
from hearth.web.compat import texts
from hearth.web.compat.texts import COMMANDS
from hearth.web.settings import WebSettings
from tests.web.access.scene import NOW, OPEN, card, ecm, home, line, receiver, status

EMPTY = status(receivers=(), lines=())


def told(command: str, shown: Status | None = None) -> list[str]:
    return COMMANDS[command](home(OPEN, shown))


def test_info(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "localtime", time.gmtime)

    assert told("info") == [
        time.strftime("Current time %H:%M:%S", time.gmtime(NOW)),
        "NodeID: 380ceca0f39150d3",
        "Uptime: 00d 20:00:00",
        "Connected clients: 1",
        "Active clients: 1",
        "Total handled client ecm's: 120",
        "Total handled client emm's: 0",
        "Peak load (max queued requests per workerthread): 0",
    ]


def test_card_updates_are_counted() -> None:
    both = (receiver(emms=12, emms_kept=2), receiver("attic", emms=1))

    lines = told("info", status(receivers=both))

    assert lines[6] == "Total handled client emm's: 13"


SERVERS = """
Server connections: 1
+----------------------+------------+---------+--------+----------------+-------+-------------------------------+
| Host                 | Connected  | Type    | Version| NodeID         | Cards | CAID/Idents                   |
+----------------------+------------+---------+--------+----------------+-------+-------------------------------+
|card.home.lan:12000   |00d 02:53:46|CCcam-s2s|        |b3f5ede510f416b2|      2|local 1815:000000 23415(23411) |
|                      |            |         |        |                |       |remote 1802:000000 0(0)        |
+----------------------+------------+---------+--------+----------------+-------+-------------------------------+
"""  # noqa: E501

SHARES = """
Available shares: 2

+----------------------+---------+----+-----------+-----------------------------------------------+-------+------------------------+
| Host                 | Type    |Caid| System    | Providers                                     |Uphops | Nodes                  |
|                      |         |    |           |                                               |Maxdown|                        |
+----------------------+---------+----+-----------+-----------------------------------------------+-------+------------------------+
|card.home.lan:12000   |CCcam-s2s| 500|viaccess   |32830,32940                                    |1   0  |b3f5ede510f416b2_1      |
|card.home.lan:12000   |CCcam-s2s| d02|cryptoworks|0                                              |1   0  |b3f5ede510f416b2_2      |
+----------------------+---------+----+-----------+-----------------------------------------------+-------+------------------------+
"""  # noqa: E501

PROVIDERS = """
Available providers:\x20

+----+----------+--------------+-----------+
|Caid| Provider | Provider Name| System    |
+----+----------+--------------+-----------+
| 500|     32830|Home & Garden |viaccess   |
| 500|     32940|Home & Garden |viaccess   |
| d02|          |Unknown       |cryptoworks|
+----+----------+--------------+-----------+
"""


def test_tables_are_drawn_as_the_original_draws_them() -> None:
    """Compare with the output of CCcam 2.1.4, as people have published it."""
    nagra = (card(0x1815, (0,)), card(0x1802, (0,), hops=1))
    both = status(lines=(line(cards=(card(0x500, (0x32830, 0x32940)), card(0xD02))),))

    assert (
        told("servers", status(lines=(line(cards=nagra),))) == SERVERS.split("\n")[1:-1]
    )
    assert told("shares", both) == SHARES.split("\n")[1:-1]
    assert told("providers", both) == PROVIDERS.split("\n")[1:-1]


def test_clients() -> None:
    away = receiver("kitchen", is_connected=False)
    silent = receiver("attic", last=None, watching=None, since=NOW - 61)
    feeder = receiver(emms=12, emms_kept=2)
    lines = told("clients", status(receivers=(feeder, away, silent)))

    assert lines[0] == "Connected clients: 2"
    assert [row.split("|")[1:-1] for row in lines[4:6]] == [
        ["bedroom  ", "192.168.1.20   ", "00d 02:53:46", "00d 00:00:05", "120(117)",
         "12(10)", "2.3.0   ", "remote card.home.lan:12000"],
        ["attic    ", "192.168.1.20   ", "00d 00:01:01", "00d 00:01:01", "120(117)",
         "0(0)  ", "2.3.0   ", "                          "],
    ]  # fmt: skip
    assert "|bedroom  |d02:0:765d Das Erste" in "\n".join(lines)


def test_active_clients_asked_in_the_last_20_seconds() -> None:
    idle = receiver("attic", last=ecm(at=NOW - 21))
    lines = told("activeclients", status(receivers=(receiver(), idle)))

    assert lines[:2] == ["Connected clients: 2", "1 ACTIVE CLIENTS IN LAST 20 SECONDS"]
    assert not any("attic" in it for it in lines)


def test_show_timing_adds_a_column_and_extended_info_a_table() -> None:
    def clients_of(settings: WebSettings) -> list[str]:
        return texts.clients(home(settings))

    assert "Ecm time" not in clients_of(OPEN)[2]
    assert clients_of(replace(OPEN, show_timing=True))[2].endswith("| Ecm time|")
    assert clients_of(replace(OPEN, show_timing=True))[4].endswith("|0.153    |")
    plain = clients_of(replace(OPEN, extended_client_info=False))
    assert not any("Shareinfo" in it for it in plain)


def test_a_line_that_is_down_has_no_shares() -> None:
    down = status(lines=(line(is_up=False, since=NOW),))

    assert told("shares", down)[0] == "Available shares: 0"
    assert told("servers", down)[0] == "Server connections: 0"
    assert "|            |" in told("servers", down)[4]


def test_a_channel_without_a_name_and_a_question_that_went_nowhere() -> None:
    nowhere = ecm(outcome=Outcome.NO_CARD, line="")
    watching = receiver().watching
    assert watching is not None
    unnamed = replace(watching, service_id=ServiceId(1))
    lines = told(
        "clients", status(receivers=(receiver(last=nowhere, watching=unnamed),))
    )

    assert "remote" not in "\n".join(lines)
    assert "d02:0:1 Unknown" in "\n".join(lines)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_an_empty_home_has_every_answer(command: str) -> None:
    assert told(command, EMPTY)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_a_hostile_name_breaks_no_table(command: str) -> None:
    bad = "a|b\r\n|c\x1b[2J<script>"
    shown = status(
        receivers=(receiver(bad, program=bad, last=ecm(line=bad)),),
        lines=(line(bad),),
    )
    lines, usual = told(command, shown), told(command)

    assert len(lines) == len(usual)
    assert [it.count("|") for it in lines] == [it.count("|") for it in usual]
    assert all(it.isprintable() for it in lines)
