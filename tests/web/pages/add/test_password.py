"""Passwords: long enough, and readable."""

from __future__ import annotations

import re
from math import log2

from hearth.web.pages.add.password import ALPHABET, GROUP, GROUPS, make_password


def test_a_password_can_be_read_aloud() -> None:
    made = {make_password() for _ in range(50)}

    assert len(made) == 50
    assert all(re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", it) for it in made)
    assert not set("01oil") & set("".join(made))


def test_nobody_guesses_it() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert GROUPS * GROUP * log2(len(ALPHABET)) > 59
