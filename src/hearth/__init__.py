"""Hearth: the card server for one home."""

from typing import Final

__version__: Final = "0.1.0"
