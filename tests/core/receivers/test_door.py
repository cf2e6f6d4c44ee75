"""Who gets in, who does not, and what the log says about it."""

from dataclasses import replace

import pytest

from hearth.core import commands, events
from hearth.core.observations import (
    ConnectionRefused,
    ReceiverLeft,
    ReceiverLoggedIn,
    ReceiverRunning,
)
from hearth.core.receivers.door import (
    LOG_IN_S,
    MAX_STRANGERS,
    MAX_STRANGERS_OF_ONE,
    Stage,
)
from hearth.household import MAX_ACCOUNTS
from hearth.secret import Secret
from tests.core.home import Home, account, card, proves

HOME_PC = "192.168.1.20"
ELSEWHERE = "192.168.1.99"


def kinds(said: list[commands.Command]) -> list[str]:
    return [
        type(c.observation if isinstance(c, commands.Observe) else c).__name__
        for c in said
    ]


# Passwords


def test_a_right_log_in_is_admitted() -> None:
    home = Home()
    tv = home.connects(HOME_PC)
    home.said()

    tv.says("tv")

    assert home.said() == [
        commands.Admit(tv.connection, "tv"),
        commands.Observe(ReceiverLoggedIn("tv", HOME_PC)),
    ]
    assert tv in home


def test_a_wrong_password_ends_the_connection_and_the_log_says_why() -> None:
    home = Home()
    tv = home.connects(HOME_PC)

    tv.says("tv", "wrong")

    assert tv not in home
    assert home.seen(ConnectionRefused) == [
        ConnectionRefused(HOME_PC, "tv", "wrong password")
    ]


def test_unknown_user_and_wrong_password_are_the_same_from_outside() -> None:
    home = Home()
    known, unknown = home.connects("192.168.1.2"), home.connects("192.168.1.3")
    home.said()
    compared: list[Secret] = []

    def proof(secret: Secret) -> bool:
        compared.append(secret)
        return False

    said = [
        kinds(home.tell(events.LogInAsked(known.connection, "tv", proof))),
        kinds(home.tell(events.LogInAsked(unknown.connection, "nobody", proof))),
    ]

    assert said == [["Drop", "ConnectionRefused"]] * 2
    assert len(compared) == 2, "both compare one password"


def test_nobody_gets_in_with_the_password_that_an_unknown_user_is_compared_with() -> (
    None
):
    home = Home()
    somebody = home.connects()

    home.tell(events.LogInAsked(somebody.connection, "nobody", lambda _: True))

    assert somebody not in home
    assert not somebody.is_admitted


def test_a_log_in_is_taken_once() -> None:
    home = Home()
    tv = home.receiver("tv")
    home.said()

    tv.says("kids")
    tv.says("tv", "wrong")
    tv.is_ready()

    assert home.said() == []


def test_who_is_not_logged_in_is_told_nothing() -> None:
    home = Home()
    stranger = home.connects()
    home.said()

    stranger.is_ready()
    stranger.asks(1)
    home.tell(events.HostResolved(stranger.connection, ("192.168.1.2",)))

    assert home.said() == []
    assert stranger.cards == {}


def test_what_a_receiver_runs_is_noted() -> None:
    home = Home()
    tv = home.receiver("tv")
    assert home.seen(ReceiverRunning) == [ReceiverRunning("tv", "a box 1.0")]

    tv.leaves()
    again = home.connects()
    again.says("tv")
    again.is_ready("")
    assert home.seen(ReceiverRunning) == []


# Wrong passwords


def guess(home: Home, times: int, address: str = ELSEWHERE) -> None:
    for _ in range(times):
        home.connects(address).says("tv", "wrong")


def test_after_five_wrong_ones_an_address_waits_a_minute() -> None:
    home = Home()
    guess(home, 4)
    assert home.connects(ELSEWHERE) in home

    guess(home, 1)
    refusal = home.seen(ConnectionRefused)[-1]
    assert "has to wait 60 s" in refusal.reason

    assert home.connects(ELSEWHERE) not in home
    assert home.seen(ConnectionRefused)[0].reason == (
        "too many wrong passwords: this address has to wait 60 s"
    )
    assert home.connects(HOME_PC) in home, "others do not wait"

    home.after(60.01)
    tv = home.connects(ELSEWHERE)
    tv.says("tv")
    assert tv in home


def test_connections_that_are_open_already_do_not_help_a_guesser() -> None:
    home = Home()
    opened = [home.connects(ELSEWHERE) for _ in range(10)]
    for connection in opened[:5]:
        connection.says("tv", "wrong")

    opened[5].says("tv")

    assert not opened[5].is_admitted
    assert opened[5] not in home
    assert home.seen(ConnectionRefused)[-1] == ConnectionRefused(
        ELSEWHERE,
        "tv",
        "too many wrong passwords: this address has to wait 60 s",
    )


def test_each_further_wrong_one_doubles_the_wait() -> None:
    home = Home()
    guess(home, 5)
    for wait in (60, 120, 240):
        home.after(wait - 0.1)
        assert home.connects(ELSEWHERE) not in home
        home.after(0.2)
        assert home.connects(ELSEWHERE) in home
        guess(home, 1)


def test_a_right_log_in_clears_what_was_wrong_before() -> None:
    home = Home()
    guess(home, 4)
    home.receiver("tv", ELSEWHERE)

    guess(home, 4)

    assert home.connects(ELSEWHERE) in home


def test_new_accounts_clear_the_waits() -> None:
    home = Home()
    guess(home, 5)
    settings = home.settings
    home.configure(replace(settings, recv_timeout_s=4.0))
    assert home.connects(ELSEWHERE) not in home

    home.configure(replace(settings, accounts=(account("tv", "wrong"),)))

    tv = home.receiver("tv", ELSEWHERE, "wrong")
    assert tv.is_admitted


# Limits


def test_sixteen_of_one_address_may_have_not_logged_in() -> None:
    home = Home()
    strangers = [home.connects(ELSEWHERE) for _ in range(MAX_STRANGERS_OF_ONE)]
    assert all(s in home for s in strangers)
    home.said()

    assert home.connects(ELSEWHERE) not in home
    assert (
        "over 16 connections of this address" in home.seen(ConnectionRefused)[0].reason
    )

    strangers[0].says("tv")
    assert home.connects(ELSEWHERE) in home, "who has logged in does not count"


def test_sixty_four_in_all_may_have_not_logged_in() -> None:
    home = Home()
    strangers = [home.connects(f"10.0.0.{n % 60}") for n in range(MAX_STRANGERS)]
    assert all(s in home for s in strangers)
    home.said()

    assert home.connects("10.1.1.1") not in home
    assert "over 64 connections" in home.seen(ConnectionRefused)[0].reason

    strangers[0].leaves()
    assert home.connects("10.1.1.1") in home


def test_who_waits_for_a_look_up_has_not_logged_in() -> None:
    home = Home(accounts=(account("tv", host="pc.home.lan"),))
    for _ in range(MAX_STRANGERS_OF_ONE):
        home.connects(ELSEWHERE).says("tv")

    assert home.connects(ELSEWHERE) not in home


@pytest.mark.parametrize("stage", [Stage.STRANGER, Stage.LOOKING_UP, Stage.ADMITTED])
def test_a_log_in_has_ten_seconds(stage: Stage) -> None:
    host = "pc.home.lan" if stage is Stage.LOOKING_UP else None
    home = Home(accounts=(account("tv", host=host),))
    tv = home.connects(HOME_PC)
    if stage is not Stage.STRANGER:
        tv.says("tv")
    home.said()

    home.after(LOG_IN_S - 0.01)
    assert tv in home
    home.after(0.03)
    assert tv not in home
    user = "" if stage is Stage.STRANGER else "tv"
    assert home.seen(ConnectionRefused) == [
        ConnectionRefused(HOME_PC, user, "no complete log-in within 10 s")
    ]


def test_the_ten_seconds_begin_anew_with_the_password() -> None:
    home = Home()
    tv = home.connects(HOME_PC)
    home.after(LOG_IN_S - 0.1)
    tv.says("tv")
    home.after(LOG_IN_S - 0.1)
    assert tv in home

    tv.is_ready()
    home.after(86400)
    assert tv in home
    assert home.server.snapshot(home.now).receivers[0].since == 1000.0 + LOG_IN_S - 0.1


def test_who_has_gone_leaves_no_timer_behind() -> None:
    home = Home()
    home.connects().leaves()
    home.connects().says("tv", "wrong")
    tv = home.receiver("tv")
    tv.asks(1, provider=7)
    tv.leaves()

    assert len(home.server._timers) == 0


def test_who_is_ready_stays_however_long_it_is_silent() -> None:
    home = Home()
    tv = home.receiver("tv")

    home.after(86400)

    assert tv in home


def test_sixteen_accounts_are_taken() -> None:
    names = tuple(f"box{n}" for n in range(MAX_ACCOUNTS + 1))
    home = Home(accounts=names)

    assert all(home.receiver(name).is_admitted for name in names[:-1])
    assert home.receiver(names[-1]) not in home


# One log-in an account


def test_from_a_second_address_it_is_refused_and_both_are_named() -> None:
    home = Home()
    first = home.receiver("tv", HOME_PC)
    home.said()

    second = home.connects(ELSEWHERE)
    second.says("tv")

    assert first in home
    assert second not in home
    (refused,) = home.seen(ConnectionRefused)
    assert refused.address == ELSEWHERE
    assert refused.user == "tv"
    assert HOME_PC in refused.reason


def test_a_refused_double_log_in_is_no_wrong_password() -> None:
    home = Home()
    home.receiver("tv", HOME_PC)
    for _ in range(6):
        home.connects(ELSEWHERE).says("tv")

    assert home.connects(ELSEWHERE) in home


def test_from_the_same_address_it_replaces_the_old_one_at_once() -> None:
    """A receiver that lost its power comes back long before its old session ends."""
    home = Home()
    old = home.receiver("tv", HOME_PC)
    old.asks(1)
    home.said()

    new = home.connects(HOME_PC)
    new.says("tv")
    new.is_ready()

    reason = "replaced by a new connection from the same address"
    said = home.said()
    assert said[:4] == [
        commands.Drop(old.connection, reason),
        commands.Observe(ReceiverLeft("tv", HOME_PC, reason)),
        commands.Admit(new.connection, "tv"),
        commands.Observe(ReceiverLoggedIn("tv", HOME_PC, replaced=True)),
    ]
    assert new.cards

    home["card"].answers(1)
    assert old.hears() == []
    assert new.hears() == []


def test_after_it_has_left_it_may_come_from_anywhere() -> None:
    home = Home()
    first = home.receiver("tv", HOME_PC)
    first.leaves()
    assert home.seen(ReceiverLeft) == [ReceiverLeft("tv", HOME_PC, "it went away")]

    assert home.receiver("tv", ELSEWHERE) in home


def test_an_end_is_taken_note_of_once() -> None:
    home = Home()
    tv = home.receiver("tv")
    tv.leaves()
    home.said()

    home.tell(events.ConnectionLost(tv.connection, "again"))
    home.tell(events.ConnectionLost(99, "never offered"))

    assert home.said() == []


def test_a_stranger_who_leaves_is_in_the_log_with_the_reason() -> None:
    home = Home()
    home.connects(ELSEWHERE).leaves()

    assert home.seen(ConnectionRefused) == [
        ConnectionRefused(ELSEWHERE, "", "it went away")
    ]


# Host lock

# locked to              address             gets in
LOCKS = [
    ("192.168.1.20", "192.168.1.20", True),
    ("192.168.1.20", "192.168.1.21", False),
    ("::ffff:192.168.1.20", "192.168.1.20", True),
    ("fd00:0:0::1", "fd00::1", True),
    ("fd00::1", "192.168.1.20", False),
]


@pytest.mark.parametrize(("locked_to", "address", "gets_in"), LOCKS)
def test_an_account_that_is_bound_to_an_address(
    locked_to: str, address: str, gets_in: bool
) -> None:
    home = Home(accounts=(account("tv", host=locked_to),))
    tv = home.connects(address)

    tv.says("tv")

    assert (tv in home) is gets_in
    assert home.looked_up == []
    refused = home.seen(ConnectionRefused)
    assert [locked_to in r.reason for r in refused] == [] if gets_in else [True]


# the name is                            address         gets in
NAMES = [
    (("192.168.1.20",), "192.168.1.20", True),
    (("fd00::1", "192.168.1.20"), "192.168.1.20", True),
    (("192.168.1.21",), "192.168.1.20", False),
    ((), "192.168.1.20", False),
]


@pytest.mark.parametrize(("addresses", "address", "gets_in"), NAMES)
def test_an_account_that_is_bound_to_a_name(
    addresses: tuple[str, ...], address: str, gets_in: bool
) -> None:
    home = Home(accounts=(account("tv", host="pc.home.lan"),))
    tv = home.connects(address)

    tv.says("tv")
    assert home.looked_up == [commands.LookUp(tv.connection, "pc.home.lan")]
    assert tv in home
    assert not tv.is_admitted
    home.tell(events.HostResolved(tv.connection, addresses))

    assert (tv in home) is gets_in
    assert tv.is_admitted is gets_in
    for refused in home.seen(ConnectionRefused):
        assert "pc.home.lan" in refused.reason
        assert (addresses[0] if addresses else "not found") in refused.reason


def test_the_name_is_looked_up_at_each_log_in() -> None:
    home = Home(accounts=(account("tv", host="pc.home.lan"),))
    for address in ("192.168.1.20", "192.168.1.21"):
        tv = home.connects(address)
        tv.says("tv")
        home.tell(events.HostResolved(tv.connection, (address,)))
        assert tv.is_admitted
        tv.leaves()

    assert len(home.looked_up) == 2


def test_a_wrong_password_is_not_worth_a_look_up() -> None:
    home = Home(accounts=(account("tv", host="pc.home.lan"),))

    home.connects().says("tv", "wrong")

    assert home.looked_up == []


def test_a_wrong_host_is_no_wrong_password() -> None:
    home = Home(accounts=(account("tv", host=HOME_PC),))
    for _ in range(6):
        home.connects(ELSEWHERE).says("tv")

    assert home.connects(ELSEWHERE) in home


def test_a_look_up_that_comes_too_late_is_nobody_s() -> None:
    home = Home(accounts=(account("tv", host="pc.home.lan"),))
    tv = home.connects(HOME_PC)
    tv.says("tv")
    home.after(LOG_IN_S + 0.1)
    assert tv not in home
    home.said()

    home.tell(events.HostResolved(tv.connection, (HOME_PC,)))

    assert home.said() == []


def test_two_that_wait_for_the_same_look_up_are_still_one_log_in() -> None:
    home = Home(accounts=(account("tv", host="pc.home.lan"),))
    first, second = home.connects(HOME_PC), home.connects(ELSEWHERE)
    first.says("tv")
    second.says("tv")
    both = (HOME_PC, ELSEWHERE)

    home.tell(events.HostResolved(first.connection, both))
    home.tell(events.HostResolved(second.connection, both))

    assert first.is_admitted
    assert second not in home


def test_who_leaves_during_a_look_up_is_in_the_log_with_its_name() -> None:
    home = Home(accounts=(account("tv", host="pc.home.lan"),))
    tv = home.connects(HOME_PC)
    tv.says("tv")

    tv.leaves()

    assert home.seen(ConnectionRefused) == [
        ConnectionRefused(HOME_PC, "tv", "it went away")
    ]


# New settings

# what is changed                                   why it has to come again
DROPPING = [
    ({"name": "other"}, "no longer in the configuration"),
    ({"password": Secret(b"new")}, "its password was changed"),
    ({"host": HOME_PC}, "its host lock was changed"),
]


@pytest.mark.parametrize(("change", "why"), DROPPING)
@pytest.mark.parametrize("stage", [Stage.LOOKING_UP, Stage.ADMITTED, Stage.READY])
def test_a_change_of_who_may_come_in_drops_who_is_in(
    change: dict[str, object], why: str, stage: Stage
) -> None:
    host = "pc.home.lan" if stage is Stage.LOOKING_UP else None
    home = Home(accounts=(account("tv", host=host), account("kids")))
    tv, kids = home.connects(HOME_PC), home.receiver("kids")
    tv.says("tv")
    if stage is Stage.READY:
        tv.is_ready()
    settings = home.settings
    changed = replace(settings.accounts[0], **change)  # type: ignore[arg-type]

    said = home.configure(replace(settings, accounts=(changed, *settings.accounts[1:])))

    assert tv not in home
    assert kids in home
    assert isinstance(said[0], commands.Drop)
    assert why in said[0].reason
    assert kinds(said)[1:] == [
        "ConnectionRefused" if stage is Stage.LOOKING_UP else "ReceiverLeft"
    ]


def test_a_change_of_what_an_account_may_drops_nobody() -> None:
    home = Home()
    tv = home.receiver("tv")
    settings = home.settings
    changed = replace(settings.accounts[0], allow_emm=False, up_hops=0)

    said = home.configure(replace(settings, accounts=(changed, *settings.accounts[1:])))

    assert tv in home
    assert said == []


def test_a_stranger_does_not_notice_new_settings() -> None:
    home = Home()
    stranger = home.connects()

    home.configure(replace(home.settings, accounts=(account("new"),)))

    stranger.says("new")
    assert stranger.is_admitted


def test_the_connection_that_is_looked_up_counts_as_its_new_account() -> None:
    limited = account("tv", host="pc.home.lan")
    home = Home(accounts=(limited,))
    tv = home.connects(HOME_PC)
    tv.says("tv")
    home.configure(replace(home.settings, accounts=(replace(limited, up_hops=0),)))

    home.tell(events.HostResolved(tv.connection, (HOME_PC,)))
    tv.is_ready()
    home["card"].removes(101)
    home["card"].adds(102, card(hops=1))

    assert tv.cards == {}


def test_the_proof_is_asked_with_the_account_s_own_password() -> None:
    home = Home(accounts=(account("tv", "one"), account("kids", "two")))

    tv, kids = home.connects(), home.connects("192.168.1.3")
    home.tell(events.LogInAsked(tv.connection, "tv", proves("one")))
    home.tell(events.LogInAsked(kids.connection, "kids", proves("one")))

    assert tv.is_admitted
    assert not kids.is_admitted
