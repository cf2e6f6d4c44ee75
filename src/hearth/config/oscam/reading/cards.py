"""
OSCam's lists of cards and channels as CCcam's limits.

In OSCam caid, ident and services all have to agree, and what a service hides
beats what another gives; in CCcam the closest name beats the others. What
CCcam cannot say, a mask for example or a list of the only channels, is said
by raising: whoever asks decides what is safe then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeVar

from hearth.config.meaning.model import DeniedService
from hearth.config.migration.cards import ALL, Pair
from hearth.config.oscam.ini import IniFile, Section
from hearth.config.oscam.writing.services import MAX_SERVICES
from hearth.dvb import MAX_LISTED_PROVIDER, Caid, ProviderId, ServiceId

MAX_ITEMS: Final = 400  # of one line: it has to stay readable for CCcam

_Value = TypeVar("_Value")

_HEX: Final = re.compile(r"[0-9A-Fa-f]{1,8}")


class CannotSayError(Exception):
    """CCcam has no words for what an option says; the text says what that is."""


@dataclass(frozen=True, slots=True)
class Service:
    """
    A section of oscam.services.

    Attributes:
        pairs: Which cards it is about; empty if about none at all.
        channels: Which channels of them; empty for the whole cards.

    """

    pairs: tuple[Pair, ...]
    channels: tuple[ServiceId, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """
    Which cards somebody has to do with.

    Attributes:
        given: If not None, only these.
        hidden: And of them, not these.
        denied: Channels that are not given.

    """

    given: tuple[Pair, ...] | None = None
    hidden: tuple[Pair, ...] = ()
    denied: tuple[DeniedService, ...] = ()

    def limits(self, hops: int) -> dict[Pair, int]:
        """Give the limits that say the same, with a number for what is given."""
        if self.given is None:
            return dict.fromkeys(self.hidden, 0)
        return {
            ALL: 0,
            **dict.fromkeys(self.given, hops),
            **dict.fromkeys(self.hidden, 0),
        }


Services = Mapping[str, Service]


def read_services(file: IniFile) -> dict[str, Service]:
    """Read oscam.services: what is beyond the last that OSCam reads is left out."""
    found: dict[str, Service] = {}
    for section in file.sections[:MAX_SERVICES]:
        systems = _numbers(section, "caid", 0xFFFF)
        providers = [
            *_numbers(section, "provid", MAX_LISTED_PROVIDER),
            *_numbers(section, "ident", MAX_LISTED_PROVIDER),
        ]
        channels = tuple(ServiceId(n) for n in _numbers(section, "srvid", 0xFFFF))
        every = tuple(
            Pair(Caid(system), ProviderId(provider))
            for system, provider in product(systems or [0], providers or [0])
        )
        is_about_something = systems or providers or channels
        found[section.name] = Service(every if is_about_something else (), channels)
    return found


def _numbers(section: Section, name: str, high: int) -> list[int]:
    option = section.get(name)
    parts = [part.strip() for part in option.text.split(",")] if option else []
    numbers = [int(part, 16) for part in parts if _HEX.fullmatch(part)]
    return [number for number in numbers if number <= high]


def read_cards(section: Section, services: Services) -> Cards:
    """
    Read which cards an account or a reader has to do with.

    Raises:
        CannotSayError: CCcam cannot say it.

    """
    names = [name.strip() for name in _text(section, "services").lower().split(",")]
    shown = [services[name] for name in names if name in services]
    hiding = [services[n[1:]] for n in names if n[:1] == "!" and n[1:] in services]
    if any(service.channels for service in shown):
        raise CannotSayError("a list of the only channels (services without !)")
    given = _all_of(
        [
            _systems(_text(section, "caid")),
            _idents(_text(section, "ident")),
            [pair for service in shown for pair in service.pairs] if shown else None,
        ]
    )
    hidden = [p for service in hiding if not service.channels for p in service.pairs]
    denied = [
        DeniedService(*pair, channel)
        for service in hiding
        for pair in service.pairs
        for channel in service.channels
    ]
    cards = _sorted_out(given, hidden, denied)
    if max(len(cards.given or ()), len(cards.hidden), len(denied)) > MAX_ITEMS:
        raise CannotSayError(f"more than {MAX_ITEMS} cards or channels")
    return cards


def _text(section: Section, name: str) -> str:
    option = section.get(name)
    return option.text if option else ""


def _systems(text: str) -> list[Pair] | None:
    """Read ``caid``; None if it limits nothing."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if any("&" in part or ":" in part for part in parts):
        raise CannotSayError("CA systems with masks or mapped to others (caid)")
    numbers = [int(part, 16) for part in parts if _HEX.fullmatch(part)]
    found = [Pair(Caid(n), ProviderId(0)) for n in numbers if 0 < n <= 0xFFFF]
    return found or None


def _idents(text: str) -> list[Pair] | None:
    """Read ``ident``; None if it limits nothing."""
    found: list[Pair] = []
    for item in text.split(";"):
        system, _, providers = (part.strip() for part in item.partition(":"))
        numbers = [part.strip() for part in providers.split(",")]
        if not _HEX.fullmatch(system) or not 0 < int(system, 16) <= 0xFFFF:
            continue
        for number in numbers:
            if not _HEX.fullmatch(number):
                continue
            if int(number, 16) > MAX_LISTED_PROVIDER:
                raise CannotSayError("providers of more than 24 bits (ident)")
            # 0 is one provider here and all of them in CCcam. It is written for
            # systems that have no other, where that is the same.
            found.append(Pair(Caid(int(system, 16)), ProviderId(int(number, 16))))
    return found or None


def _all_of(lists: Iterable[list[Pair] | None]) -> list[Pair] | None:
    """Give what is in all lists; None in their place stands for everything."""
    found: list[Pair] | None = None
    for pairs in lists:
        if pairs is None:
            continue
        if found is None:
            found = pairs
        else:
            found = [_common(a, b) for a, b in product(found, pairs) if a.overlaps(b)]
    return found


def _common(one: Pair, other: Pair) -> Pair:
    """Give the cards that two overlapping pairs share."""
    return Pair(
        Caid(one.ca_system_id or other.ca_system_id),
        ProviderId(one.provider_id or other.provider_id),
    )


def _sorted_out(
    given: list[Pair] | None, hidden: list[Pair], denied: list[DeniedService]
) -> Cards:
    """Say it so that the closest name says what hiding says in OSCam."""
    if given is None:
        return Cards(None, _unique(hidden), _unique(denied))
    kept = [pair for pair in given if not any(_covers(h, pair) for h in hidden)]
    exceptions = [_common(h, p) for h in hidden for p in kept if h.overlaps(p)]
    return Cards(_unique(kept), _unique(exceptions), _unique(denied))


def _covers(wide: Pair, narrow: Pair) -> bool:
    return all(a in {0, b} for a, b in zip(wide, narrow, strict=True))


def _unique(values: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(values))
