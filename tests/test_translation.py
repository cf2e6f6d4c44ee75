from __future__ import annotations

from dataclasses import replace

import pytest

from hearth.config.meaning import model
from hearth.config.meaning.model import Settings
from hearth.core import settings as core
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.secret import Secret
from hearth.translation import (
    core_settings,
    line_names,
    net_settings,
    web_settings,
)
from hearth.web.settings import WebSettings
from tests.net.peers import OURS
from tests.net.scene import account, line

SETTINGS = Settings(
    listen_port=12345,
    keep_alive_s=20.0,
    recv_timeout_ms=2500,
    disable_emm=False,
    accounts=(
        model.AccountSettings(
            name="livingroom",
            raw_name=b"livingroom",
            password=Secret(b"a"),
            up_hops=1,
            allow_emm=False,
            card_limits=(model.CardLimit(Caid(0x4ADA), ProviderId(1), 0),),
            denied_services=(
                model.DeniedService(Caid(0x4ADA), ProviderId(0), ServiceId(0x1234)),
            ),
            time_windows=(model.TimeWindow(60, 120),),
            host="tv.home.lan",
        ),
    ),
    lines=(
        replace(
            line(12000, "card.home.lan"),
            filters=(model.LineFilter(Caid(0x4ADA), ProviderId(1), 1),),
            retries=2,
        ),
    ),
)


# everybody's limits, an account's own, and what it has in the end
LIMITS: list[tuple[str, str, str]] = [
    ("", "4ADA:1:0", "4ADA:1:0"),
    ("4ADA:1:0", "", "4ADA:1:0"),
    ("4ADA:1:0", "4ADA:1:1", "4ADA:1:1"),
    ("4ADA:1:0", "0:0:1", "0:0:1"),
    ("4ADA:0:0", "4ADA:1:1", "4ADA:1:1 4ADA:0:0"),
    ("0:0:0 4ADA:1:1", "4ADA:2:1", "4ADA:2:1 0:0:0 4ADA:1:1"),
]


@pytest.mark.parametrize(("everybodys", "own", "told"), LIMITS)
def test_everybodys_limits_count_where_an_account_s_own_say_nothing(
    everybodys: str, own: str, told: str
) -> None:
    (given,) = SETTINGS.accounts
    settings = replace(
        SETTINGS,
        global_limits=_limits(everybodys),
        accounts=(replace(given, card_limits=_limits(own)),),
    )

    (account,) = core_settings(settings, OURS.node_id).accounts

    assert [
        model.CardLimit(it.ca_system_id, it.provider_id, it.down_hops)
        for it in account.card_limits
    ] == list(_limits(told))


def test_core_is_told_what_a_card_s_downhops_have_to_be() -> None:
    settings = replace(SETTINGS, minimum_down_hops=2)

    assert core_settings(settings, OURS.node_id).minimum_down_hops == 2


def _limits(text: str) -> tuple[model.CardLimit, ...]:
    numbers = ([int(it, 16) for it in one.split(":")] for one in text.split())
    return tuple(
        model.CardLimit(Caid(caid), ProviderId(provider), hops)
        for caid, provider, hops in numbers
    )


def test_core_is_told_what_the_configuration_says() -> None:
    told = core_settings(SETTINGS, OURS.node_id)

    assert told == core.Settings(
        node_id=OURS.node_id,
        accounts=(
            core.Account(
                name="livingroom",
                password=Secret(b"a"),
                up_hops=1,
                allow_emm=False,
                card_limits=(core.CardLimit(Caid(0x4ADA), ProviderId(1), 0),),
                denied_services=(
                    core.DeniedService(Caid(0x4ADA), ProviderId(0), ServiceId(0x1234)),
                ),
                time_windows=(core.TimeWindow(60, 120),),
                host="tv.home.lan",
            ),
        ),
        lines=(
            core.Line(
                key="house@card.home.lan:12000",
                name="card.home.lan",
                filters=(core.CardFilter(Caid(0x4ADA), ProviderId(1), 1),),
                retries=2,
            ),
        ),
        recv_timeout_s=2.5,
        pass_emm=True,
    )


def test_net_is_told_what_the_configuration_says() -> None:
    told = net_settings(SETTINGS, OURS)

    assert (told.identity, told.listen_port, told.keep_alive_s) == (OURS, 12345, 20.0)
    [upstream] = told.upstreams
    assert upstream.key == "house@card.home.lan:12000"
    assert (upstream.host, upstream.port) == ("card.home.lan", 12000)
    assert (upstream.user, upstream.password) == (b"house", Secret(b"line password"))


# the lines of a file: host, port           what people call them
NAMED = [
    ([("a", 1)], ["a"]),
    ([("a", 1), ("b", 1)], ["a", "b"]),
    ([("a", 1), ("a", 2), ("b", 1)], ["a:1", "a:2", "b"]),
]


@pytest.mark.parametrize(("lines", "names"), NAMED)
def test_lines_are_called_by_their_host_where_that_is_enough(
    lines: list[tuple[str, int]], names: list[str]
) -> None:
    settings = Settings(lines=tuple(line(port, host) for host, port in lines))

    assert [it.name for it in core_settings(settings, OURS.node_id).lines] == names


def test_of_two_lines_that_are_one_the_first_counts_at_its_place() -> None:
    first, other, again = line(1, "a"), line(1, "b"), line(1, "a", b"another one")
    settings = Settings(lines=(first, other, again))

    told = net_settings(settings, OURS).upstreams
    keys = [it.key for it in core_settings(settings, OURS.node_id).lines]

    assert keys == [it.key for it in told] == ["house@a:1", "house@b:1"]
    assert told[0].password == first.password


def test_a_home_has_sixteen_receivers() -> None:
    settings = Settings(accounts=tuple(account(f"tv{n}") for n in range(20)))

    told = core_settings(settings, OURS.node_id).accounts

    assert [it.name for it in told] == [f"tv{n}" for n in range(16)]


def test_web_is_told_what_the_configuration_says() -> None:
    assert web_settings(Settings()) == WebSettings()
    said = model.InterfaceSettings(
        web_port=8080,
        external_access=True,
        web_user="anna",
        web_password=Secret(b"tulips"),
        telnet=True,
        telnet_port=1600,
        telnet_user="ben",
        telnet_password=Secret(b"roses"),
        show_timing=True,
        extended_client_info=False,
    )
    assert web_settings(Settings(interfaces=said)) == WebSettings(
        listen_port=8080,
        external_access=True,
        user="anna",
        password=Secret(b"tulips"),
        telnet=True,
        telnet_port=1600,
        telnet_user="ben",
        telnet_password=Secret(b"roses"),
        show_timing=True,
        extended_client_info=False,
    )


def test_pages_that_are_switched_off_or_have_no_port_are_off() -> None:
    for said in (
        model.InterfaceSettings(web=False),
        model.InterfaceSettings(web_port=None),
    ):
        assert web_settings(Settings(interfaces=said)).listen_port is None


def names_of(*lines: model.LineSettings) -> tuple[str, ...]:
    return tuple(line_names(Settings(lines=lines)).values())


def test_lines_are_named_by_their_host_unless_two_share_it() -> None:
    one, two, other = line(1, "a.lan"), line(2, "a.lan"), line(1, "b.lan")

    assert names_of(one, other) == ("a.lan", "b.lan")
    assert names_of(one, two, one) == ("a.lan:1", "a.lan:2")


def test_names_are_found_by_what_core_and_net_call_a_line() -> None:
    assert set(line_names(SETTINGS)) == {
        upstream.key for upstream in net_settings(SETTINGS, OURS).upstreams
    }
