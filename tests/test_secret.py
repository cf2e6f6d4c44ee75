"""A secret is shown by no way of printing it, and compares as its bytes do."""

import copy
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.secret import Secret

# Module level: a traceback with locals shows what the frames hold, not this.
SHOWN = "hunter2"
SECRET = Secret(SHOWN.encode())
HIDDEN = "Secret(hidden)"


@dataclass(frozen=True)
class Account:
    user: str
    password: Secret


# the way       how it prints
WAYS: list[tuple[str, Callable[[Secret], str]]] = [
    ("repr", repr),
    ("ascii", ascii),
    ("str", str),
    ("print", "{}".format),
    ("f-string", lambda secret: f"{secret}"),
    ("f-string, repr", lambda secret: f"{secret!r}"),
    ("f-string, padded", lambda secret: f"{secret!s:>40}"),
    ("percent s", lambda secret: "%s" % secret),  # noqa: UP031  # is what is tested
    ("percent r", lambda secret: "%r" % secret),  # noqa: UP031  # is what is tested
    ("in a list", lambda secret: str([secret])),
    ("in a dict", lambda secret: pprint.pformat({"password": secret})),
    ("in a dataclass", lambda secret: repr(Account("livingroom", secret))),
    ("in an exception", lambda secret: repr(ValueError("refused", secret))),
]


@pytest.mark.parametrize(("way", "printed"), WAYS)
def test_no_way_of_printing_shows_it(
    way: str, printed: Callable[[Secret], str]
) -> None:
    assert HIDDEN in printed(SECRET), way
    assert SHOWN not in printed(SECRET), way
    assert SHOWN.encode().hex() not in printed(SECRET), way


@given(st.binary())
def test_what_is_printed_does_not_depend_on_the_bytes(data: bytes) -> None:
    assert repr(Secret(data)) == str(Secret(data)) == HIDDEN


def test_a_log_does_not_show_it(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("test")

    log.error("password %s, again %r", SECRET, SECRET)
    try:
        _refuse(SECRET)
    except ValueError:
        log.exception("log_in_failed", extra={"password": SECRET})

    assert caplog.text.count(HIDDEN) == 3
    assert SHOWN not in caplog.text
    assert SHOWN not in repr([vars(record) for record in caplog.records])


def test_a_traceback_with_locals_does_not_show_it() -> None:
    with pytest.raises(ValueError, match="refused") as caught:
        _refuse(SECRET)

    shown = traceback.TracebackException.from_exception(
        caught.value, capture_locals=True
    )
    text = "".join(shown.format())
    assert f"password = {HIDDEN}" in text
    assert SHOWN not in text


def _refuse(password: Secret) -> NoReturn:
    msg = "refused"
    raise ValueError(msg, password)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_not_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="a secret is not to be pickled"):
        pickle.dumps(SECRET, protocol)


def test_a_deep_copy_of_what_holds_it_is_refused() -> None:
    with pytest.raises(TypeError, match="not to be pickled"):
        copy.deepcopy(Account("livingroom", SECRET))


@pytest.mark.parametrize("look_inside", [bytes, list, vars, memoryview])
def test_only_reveal_looks_inside(look_inside: Callable[[object], object]) -> None:
    with pytest.raises(TypeError):
        look_inside(SECRET)


@given(st.binary())
def test_reveal_gives_the_bytes(data: bytes) -> None:
    secret = Secret(data)

    assert secret.reveal() == data
    assert len(secret) == len(data)
    assert bool(secret) == bool(data)


@given(st.binary(max_size=4), st.binary(max_size=4))
def test_secrets_are_equal_when_their_bytes_are(one: bytes, other: bytes) -> None:
    assert (Secret(one) == Secret(other)) == (one == other)
    if one == other:
        assert hash(Secret(one)) == hash(Secret(other))


def test_a_secret_is_not_equal_to_its_bytes() -> None:
    assert SECRET.__eq__(SHOWN.encode()) is NotImplemented
    assert Secret(b"other") != SECRET
