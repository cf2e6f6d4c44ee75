"""Log-ins that were refused."""

from __future__ import annotations

from hearth.observe.live.refusals import MAX_REFUSALS, MAX_USER, Refusals
from hearth.observe.live.views import Refusal

HERE, THERE = "192.168.1.20", "192.168.1.21"


def test_the_last_of_each_counts_and_the_newest_is_first() -> None:
    refusals = Refusals()

    refusals.add(1.0, HERE, "tv", "wrong password")
    refusals.add(2.0, THERE, "bed", "no such user")
    refusals.add(3.0, HERE, "tv", "too many wrong passwords")

    assert refusals.all(100.0) == (
        Refusal(103.0, HERE, "tv", "too many wrong passwords"),
        Refusal(102.0, THERE, "bed", "no such user"),
    )


def test_a_log_in_ends_what_was_wrong_from_there() -> None:
    refusals = Refusals()
    refusals.add(1.0, HERE, "tvv", "no such user")
    refusals.add(1.0, HERE, "", "no complete log-in within 10 s")
    refusals.add(1.0, THERE, "bed", "wrong password")

    refusals.log_in("tv", HERE)

    assert [refusal.user for refusal in refusals.all(0.0)] == ["bed"]


def test_a_log_in_ends_what_was_wrong_under_its_name() -> None:
    refusals = Refusals()
    refusals.add(1.0, THERE, "tv", "wrong password")

    refusals.log_in("tv", HERE)

    assert refusals.all(0.0) == ()


def test_what_strangers_send_is_bounded() -> None:
    refusals = Refusals()

    for number in range(3 * MAX_REFUSALS):
        refusals.add(float(number), HERE, f"{number:<99}", "x" * 9999)

    kept = refusals.all(0.0)
    assert len(kept) == MAX_REFUSALS
    assert all(len(r.user) == MAX_USER and len(r.reason) < 999 for r in kept)
