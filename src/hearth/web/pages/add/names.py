"""Names for receivers: which ones every box can log in with, and what is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from enum import Enum
from typing import Final

from hearth.config.meaning.values import MAX_NAME
from hearth.household import MAX_ACCOUNTS

# Any other character is another byte from one box to the next, or ends the field.
_NAME: Final = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MAX_NAME - 1}}}")
_UMLAUTS: Final = {ord(c): unicodedata.normalize("NFD", c)[0] + "e" for c in "äöüÄÖÜ"}
_SPELLED: Final = {**_UMLAUTS, ord("ß"): "ss"}
MAX_SHOWN: Final = 100  # characters of what somebody typed


class NameProblem(Enum):
    """Why an account cannot have a name; its words are in the catalogue."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    CHARACTERS = "characters"
    TAKEN = "taken"
    FULL = "full"  # whatever the name


def judge_name(name: str, taken: Collection[str], accounts: int) -> NameProblem | None:
    """
    Tell what is wrong with a name.

    Args:
        name: As it was typed, without blanks around it.
        taken: The names that are there.
        accounts: How many there are that count.

    """
    if accounts >= MAX_ACCOUNTS:
        return NameProblem.FULL
    if not name:
        return NameProblem.EMPTY
    if name.casefold() in {other.casefold() for other in taken}:
        return NameProblem.TAKEN
    if _NAME.fullmatch(name):
        return None
    if len(name) > MAX_NAME and re.fullmatch(r"[A-Za-z0-9._-]+", name):
        return NameProblem.TOO_LONG
    return NameProblem.CHARACTERS


def suggest_name(typed: str) -> str:
    """Spell a name with the characters that can be used; "" if nothing is left."""
    plain = unicodedata.normalize("NFC", typed[:MAX_SHOWN]).translate(_SPELLED)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^A-Za-z0-9._-]+", "-", re.sub(r"['\u2019]", "", ascii_only))
    return joined.strip("-._")[:MAX_NAME].rstrip("-._")
