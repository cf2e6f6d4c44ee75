"""CCcam's pages, read as the programs out there read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearth.observe.live.views import Status
from hearth.web.compat.pages import html, is_plain
from hearth.web.compat.texts import COMMANDS
from tests.web.access.scene import (
    ASKING,
    NOW,
    OPEN,
    PASSWORD,
    USER,
    browser,
    card,
    ecm,
    home,
    line,
    receiver,
    send_raw,
    serving,
    status,
)
from tests.web.compat.readers import Delite, E2cc, Php, Usage

LINES = (
    line("card.home.lan:12000", cards=(card(0x500, (0x32830, 0x32940)), card(0xD02))),
    line("attic:12000", is_up=False, cards=()),
    line("new:12000", cards=()),
)
FULL = status(
    receivers=(
        receiver("bedroom"),
        receiver("attic", last=ecm(at=NOW - 100), asked=7, failed=7),
        receiver("away", is_connected=False),
    ),
    lines=LINES,
)


def page(command: str, shown: Status = FULL) -> str:
    made = home(replace(OPEN, show_timing=True), shown)
    return html("0.1.0", command, COMMANDS[command](made))


# E2CC


def test_e2cc_reads_the_general_page() -> None:
    general = E2cc.general(page("info"))

    assert general[1] == "NodeID: 380ceca0f39150d3"
    assert "Connected clients: 2" in general
    assert len(general) == 8


def test_e2cc_reads_version_and_number_of_shares() -> None:
    assert E2cc.version(page("shares")) == "2.3.0"
    assert E2cc.available(page("shares")) == "2"


def test_e2cc_reads_the_clients() -> None:
    first, second = E2cc.clients(page("clients"))

    assert first[0] == "bedroom"
    assert first[1:7] == [
        "192.168.1.20", "00d02:53:46", "00d00:00:05", "120(117)", "0(0)", "2.3.0",
    ]  # fmt: skip
    assert second[0] == "attic"
    assert [row[0] for row in E2cc.clients(page("activeclients"))] == ["bedroom"]


def test_e2cc_paints_the_servers() -> None:
    assert E2cc.servers(page("servers")) == [
        ("card.home.lan:12000", "green"),
        ("attic:12000", "red"),
        ("new:12000", "blue"),
    ]


def test_e2cc_reads_the_shares_and_skips_the_second_row_of_the_header() -> None:
    assert E2cc.shares(page("shares")) == [
        ("card.home.lan:12000", "0500", "32830,32940", 1, 0),
        ("card.home.lan:12000", "0d02", "0", 1, 0),
    ]


def test_e2cc_reads_providers_and_entitlements() -> None:
    assert E2cc.providers(page("providers")) == [
        ("500", "32830", "Home &amp; Garden"),  # it knows no entities
        ("500", "32940", "Home &amp; Garden"),
        ("d02", "", "Unknown"),
    ]  # fmt: skip
    assert "no or unknown card inserted" in E2cc.entitlements(page("entitlements"))


# CCcamInfoPHP


@pytest.mark.asyncio
async def test_cccaminfophp_reads_what_comes_over_the_wire() -> None:
    request = (
        "GET /{} HTTP/1.1\r\nHost: 127.0.0.1t\r\nConnection: Close\r\n"
        "Authorization: Basic Og==\r\n\r\n"
    )
    async with serving(OPEN, shown=FULL) as server:
        raw = {
            path: (await send_raw(server.port, request.format(path).encode())).decode()
            for path in ("", "clients", "servers", "shares")
        }

    assert all("chunked" not in it for it in raw.values())
    assert "Welcome to CCcam 2.3.0" in Php.version(raw[""])
    assert Php.clients(raw["clients"])[0] == Usage(
        "bedroom", 173, 120, 117, "remote card.home.lan:12000", None
    )
    assert Php.servers(raw["servers"]) == [
        "card.home.lan:12000", "", "attic:12000", "new:12000",
    ]  # fmt: skip


def test_cccaminfophp_reads_the_time_of_the_last_ecm() -> None:
    raw = f"HTTP/1.1 200 OK\r\n\r\n{page('clients')}"

    assert [it.ecm_time for it in Php.clients(raw)] == ["0.153", "0.153"]


# The Delite panel


def test_the_delite_panel_reads_active_clients() -> None:
    assert Delite.active(page("activeclients")) == ("1", ["bedroom"])


# Over HTTP


@pytest.mark.asyncio
async def test_a_plugin_reads_every_page_with_the_password_in_its_url() -> None:
    async with (
        serving(ASKING, shown=FULL) as server,
        browser(server, headers={}, auth=(USER, PASSWORD)) as client,
    ):
        answers = {it: await client.get(f"/{it}") for it in ("", *COMMANDS)}

    assert all(it.status_code == 200 for it in answers.values())
    assert E2cc.general(answers[""].text)[1:] == E2cc.general(answers["info"].text)[1:]
    assert E2cc.servers(answers["servers"].text)[0][1] == "green"


@pytest.mark.asyncio
async def test_a_name_is_no_html() -> None:
    bad = status(receivers=(receiver("<script>alert(1)</script>"),))
    async with serving(OPEN, shown=bad) as server, browser(server) as client:
        answer = await client.get("/clients")

    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_which_paths_are_cccams() -> None:
    assert is_plain("/servers")
    assert not is_plain("/")
    assert not is_plain("/lines")
