"""The line types: which fields each has, and which of them are secrets."""

from __future__ import annotations

from typing import Final, NamedTuple

from hearth.config.language.directives import Owner

KEY_BYTES: Final = 14  # of the DES key of an N: line, each a field of its own


class Form(NamedTuple):
    """
    One line type.

    Attributes:
        letter: What it begins with.
        title: What it is, for a person to read.
        fields: The names of its fields, in their order.
        required: How many of them have no default.
        plain: How many stand before braces may; None if it has no braces.
        owner: Who does what it says.

    """

    letter: str
    title: str
    fields: tuple[str, ...]
    required: int
    plain: int | None
    owner: Owner = Owner.LATER

    def is_secret(self, index: int) -> bool:
        """Tell whether the field at an index, from 0, is never shown."""
        return index < len(self.fields) and self.fields[index] in SECRET_FIELDS


SECRET_FIELDS: Final = frozenset({"password", "peer password", "key"})

_LOGIN: Final = ("host", "port", "user name", "password")
_CARD: Final = ("CAID", "provider")

FORMS: Final = {
    form.letter: form
    for form in (
        Form(
            "C", "a connection to a CCcam server",
            (*_LOGIN, "wantemus"), 4, 4, Owner.HEARTH,
        ),
        Form(
            "F", "an account for a receiver",
            ("user name", "password", "uphops", "shareemus", "allowemm"), 2, 2,
            Owner.HEARTH,
        ),
        Form(
            "N", "a connection to a newcamd server",
            (*_LOGIN, *(("key",) * KEY_BYTES), "hops", "stealth"), 5, None,
        ),
        Form("L", "a connection to a camd3 server", (*_LOGIN, *_CARD, "hops"), 6, None),
        Form(
            "R", "a connection to a radegast server",
            ("host", "port", *_CARD, "hops"), 4, None,
        ),
        Form(
            "G", "a connection to a gbox",
            ("password", "own host", "own port", "peer password", "peer host",
             "peer port"), 6, 6,
        ),
        Form(
            "B", "which EMMs a card reader does not get",
            ("device", "sum"), 2, None, Owner.OSCAM,
        ),
    )
}  # fmt: skip
