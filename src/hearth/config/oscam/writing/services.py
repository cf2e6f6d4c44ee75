"""
oscam.services: named sets of channels or cards, which accounts and readers use.

A section without channels stands for whole cards. OSCam shows no such card to
an account that has ``services = !name``, and asks no such reader for it.

Source:
    OSCam 2.26.05, oscam-chk.c (chk_srvid, chk_srvid_by_caid_prov),
    oscam-config.c (init_sidtab), module-cccshare.c (card_valid_for_client).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from hearth.config.migration.cards import Pair
from hearth.config.oscam.ini import Draft
from hearth.dvb import ServiceId

MAX_SERVICES: Final = 64  # MAX_SIDBITS; what is beyond is not read
MAX_CHANNELS: Final = 2000  # of one section: 5 characters each, and it is one line


class TooManyServicesError(Exception):
    """There is no place in oscam.services for one more section."""


@dataclass(frozen=True, slots=True)
class _Content:
    pair: Pair
    channels: tuple[ServiceId, ...]


class ServiceBook:
    """oscam.services while it is being written: each content has one name."""

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: dict[_Content, str] = {}

    def __len__(self) -> int:
        """Count the sections."""
        return len(self._names)

    def cards(self, pair: Pair) -> str:
        """
        Give the name of the section for some cards.

        Raises:
            TooManyServicesError: OSCam reads no more sections.

        """
        return self._name(_Content(pair, ()), f"card{_suffix(pair)}")

    def channels(self, pair: Pair, channels: Iterable[ServiceId]) -> str:
        """
        Give the name of the section for some channels of some cards.

        Raises:
            TooManyServicesError: OSCam reads no more sections, or no such line.

        """
        content = _Content(pair, tuple(sorted(set(channels))))
        if len(content.channels) > MAX_CHANNELS:
            raise TooManyServicesError
        return self._name(content, f"channels{_suffix(pair)}")

    def drafts(self) -> Iterator[Draft]:
        """Give the sections."""
        for content, name in self._names.items():
            draft = Draft(name)
            if content.pair.ca_system_id:
                draft.set("caid", f"{content.pair.ca_system_id}")
            if content.pair.provider_id:
                draft.set("provid", f"{content.pair.provider_id}")
            if content.channels:
                draft.set("srvid", ",".join(map(str, content.channels)))
            yield draft

    def _name(self, content: _Content, wanted: str) -> str:
        known = self._names.get(content)
        if known is not None:
            return known
        if len(self._names) == MAX_SERVICES:
            raise TooManyServicesError
        taken = set(self._names.values())
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}_{number}"
        self._names[content] = name
        return name


def _suffix(pair: Pair) -> str:
    # OSCam folds the names to small letters when it reads them.
    system = f"{pair.ca_system_id}".lower() if pair.ca_system_id else "all"
    return f"_{system}" + (f"_{pair.provider_id}".lower() if pair.provider_id else "")
