"""
What can go wrong, and who is to blame: the whole tree on one screen.

::

    HearthError
    ├── PeerError      the far end sent bytes that no reading of the format allows
    ├── UsageError     our own code asked for something that the format has no place for
    ├── ConfigError    the configuration cannot be used as it stands
    └── NotHomeError   (hearth.household) an address outside this home
"""

from __future__ import annotations


class HearthError(Exception):
    """The root: whatever Hearth raises on purpose is one of these."""


class PeerError(HearthError):
    """
    The far end sent bytes that no reading of the format allows.

    Never raised for bytes that are merely incomplete: those return None.

    Attributes:
        field: Name of the field as the standard or the protocol's page spells it.
        offset: Position of that field, in bytes from the start of the unit.
        got: The value that was read; a number, never the bytes of a secret.
        allowed: What would have been accepted, for a person to read.

    """

    def __init__(self, field: str, *, offset: int, got: int, allowed: str) -> None:
        super().__init__(field, offset, got, allowed)
        self.field = field
        self.offset = offset
        self.got = got
        self.allowed = allowed

    def __str__(self) -> str:
        return (
            f"{self.field} at byte {self.offset} is {self.got:#x},"
            f" allowed: {self.allowed}"
        )


class UsageError(HearthError):
    """
    Our own code asked for something that the format has no place for.

    Attributes:
        what: The argument or call that was wrong, with the value where it is
            not a secret.
        allowed: What would have been accepted, for a person to read.

    """

    def __init__(self, what: str, *, allowed: str) -> None:
        super().__init__(what, allowed)
        self.what = what
        self.allowed = allowed

    def __str__(self) -> str:
        return f"{self.what}, allowed: {self.allowed}"


class ConfigError(HearthError):
    """
    The configuration cannot be used as it stands.

    Attributes:
        what: What is wrong, and where.
        why: What it leads to if nothing is done.
        remedy: What to do, as one sentence to the person at the keyboard.

    """

    def __init__(self, what: str, *, why: str, remedy: str) -> None:
        super().__init__(what, why, remedy)
        self.what = what
        self.why = why
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}. {self.why}. {self.remedy}."
