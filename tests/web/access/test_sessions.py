"""Sessions: long enough for a kitchen, and no longer."""

from __future__ import annotations

from hearth.web.access.sessions import (
    IDLE_S,
    LONGEST_S,
    MAX_SESSIONS,
    Sessions,
    is_token,
    new_token,
)


def test_a_session_is_open_until_it_ends() -> None:
    sessions = Sessions()
    token = sessions.begin(0.0)

    assert sessions.is_open(token, 1.0)
    sessions.end(token)
    sessions.end(token)
    assert not sessions.is_open(token, 2.0)


def test_a_token_is_256_bits_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert all(map(is_token, tokens))
    assert not is_token("guess")
    assert not is_token("")
    assert not is_token(new_token() + "=")


def test_an_idle_session_ends_and_one_in_use_goes_on() -> None:
    sessions = Sessions()
    idle, used = sessions.begin(0.0), sessions.begin(0.0)

    assert sessions.is_open(used, IDLE_S)
    assert sessions.is_open(used, IDLE_S + 1)
    assert not sessions.is_open(idle, IDLE_S + 1)
    assert len(sessions) == 1


def test_no_session_is_for_ever() -> None:
    sessions = Sessions()
    token, now = sessions.begin(0.0), 0.0
    while now <= LONGEST_S:
        assert sessions.is_open(token, now)
        now += IDLE_S / 2

    assert not sessions.is_open(token, now)


def test_with_too_many_the_one_seen_longest_ago_ends() -> None:
    sessions = Sessions()
    tokens = [sessions.begin(0.0) for _ in range(MAX_SESSIONS)]
    assert sessions.is_open(tokens[0], 1.0)

    sessions.begin(2.0)

    assert len(sessions) == MAX_SESSIONS
    assert sessions.is_open(tokens[0], 3.0)
    assert not sessions.is_open(tokens[1], 3.0)


def test_a_new_password_ends_all() -> None:
    sessions = Sessions()
    token = sessions.begin(0.0)
    sessions.end_all()

    assert not sessions.is_open(token, 0.0)


def test_the_tokens_themselves_are_not_kept() -> None:
    sessions = Sessions()
    token = sessions.begin(0.0)

    assert token not in repr(sessions._sessions)


def test_a_token_of_broken_text_is_of_no_session() -> None:
    assert not Sessions().is_open("\udcff", 0.0)
