"""Who is told that something has happened."""

from __future__ import annotations

import pytest

from hearth.observe.live.subscribers import Subscribers


def test_everybody_is_told_until_they_leave() -> None:
    subscribers, told = Subscribers(), list[str]()
    leave = subscribers.add(lambda: told.append("a"))
    subscribers.add(lambda: told.append("b"))

    subscribers.tell()
    leave()
    leave()
    subscribers.tell()

    assert told == ["a", "b", "b"]


def test_who_raises_is_told_no_more_and_disturbs_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    subscribers, told = Subscribers(), list[str]()

    def fail() -> None:
        raise RuntimeError("page is gone")

    subscribers.add(fail)
    subscribers.add(lambda: told.append("b"))
    subscribers.tell()
    subscribers.tell()

    assert told == ["b", "b"]
    assert len(subscribers) == 1
    assert len(caplog.records) == 1


def test_one_may_leave_while_all_are_told() -> None:
    subscribers, told = Subscribers(), list[str]()

    def once() -> None:
        told.append("once")
        leave()

    leave = subscribers.add(once)
    subscribers.tell()
    subscribers.tell()

    assert told == ["once"]
