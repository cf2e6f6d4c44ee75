"""Makes passwords that can be read aloud and typed with a remote control."""

from __future__ import annotations

import secrets
from typing import Final

# No 0 and o, 1, i and l; small letters alone: remote controls have no shift.
ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS: Final = 3
GROUP: Final = 4  # characters; 12 of 31 are 59 bits


def make_password() -> str:
    """Make a password of three groups: ``k7wm-x3fd-9hra``."""
    groups = (
        "".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS)
    )
    return "-".join(groups)
