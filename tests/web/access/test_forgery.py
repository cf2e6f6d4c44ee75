"""Requests that another page makes: tokens, and what browsers say of them."""

from __future__ import annotations

import pytest

from hearth.web.access.forgery import Tokens, comes_from_elsewhere

HERE = "pi.lan:16001"


def test_a_token_belongs_to_one_cookie() -> None:
    tokens = Tokens()

    assert tokens.is_right(tokens.token_of("mine"), "mine")
    assert not tokens.is_right(tokens.token_of("mine"), "yours")
    assert not tokens.is_right("", "mine")
    assert not tokens.is_right("é\udcff", "mine")


def test_another_start_of_hearth_has_other_tokens() -> None:
    assert not Tokens().is_right(Tokens().token_of("mine"), "mine")


# what it shows                     origin                       fetch site     other
CASES = [
    ("an old browser, or a program","",                          "",            False),
    ("our own page",                "http://pi.lan:16001",       "same-origin", False),
    ("behind a proxy with TLS",     "https://pi.lan:16001",      "",            False),
    ("upper case",                  "http://Pi.Lan:16001",       "",            False),
    ("typed by hand",               "",                          "none",        False),
    ("another site",                "http://evil.example",       "cross-site",  True),
    ("it lies about one",           "http://pi.lan:16001",       "cross-site",  True),
    ("another port of this machine","http://pi.lan:8888",        "same-site",   True),
    ("another port, old browser",   "http://pi.lan:8888",        "",            True),
    ("a sandboxed frame",           "null",                      "",            True),
    ("no web page",                 "file://pi.lan:16001",       "",            True),
    ("ours as a user name",         "http://pi.lan:16001@evil", "",            True),
    ("nothing behind it",           "http://",                   "",            True),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "origin", "fetch_site", "elsewhere"), CASES)
def test_where_a_request_comes_from(
    shows: str, origin: str, fetch_site: str, elsewhere: bool
) -> None:
    found = comes_from_elsewhere(origin=origin, fetch_site=fetch_site, host=HERE)

    assert found is elsewhere, shows
