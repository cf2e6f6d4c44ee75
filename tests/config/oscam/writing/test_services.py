"""oscam.services: each content has one name, and there are not too many."""

import pytest

from hearth.config.migration.cards import ALL, Pair
from hearth.config.oscam.ini import write_ini
from hearth.config.oscam.writing.services import (
    MAX_CHANNELS,
    MAX_SERVICES,
    ServiceBook,
    TooManyServicesError,
)
from hearth.dvb import Caid, ProviderId, ServiceId

SKY = Pair(Caid(0x0500), ProviderId(0x032830))
SYSTEM = Pair(Caid(0x0B00), ProviderId(0))
PROVIDER = Pair(Caid(0), ProviderId(0x80))


def test_names_tell_what_is_in_them() -> None:
    book = ServiceBook()

    assert book.cards(SKY) == "card_0500_032830"
    assert book.cards(SYSTEM) == "card_0b00"
    assert book.cards(PROVIDER) == "card_all_000080"
    assert book.channels(SKY, [ServiceId(2), ServiceId(1)]) == "channels_0500_032830"
    assert book.channels(SKY, [ServiceId(3)]) == "channels_0500_032830_2"
    assert book.channels(ALL, [ServiceId(3)]) == "channels_all"


def test_the_same_content_has_one_section() -> None:
    book = ServiceBook()
    first = book.channels(SKY, [ServiceId(2), ServiceId(1)])

    assert book.channels(SKY, [ServiceId(1), ServiceId(2), ServiceId(2)]) == first
    assert len(book) == 1


def test_what_is_all_is_not_written() -> None:
    book = ServiceBook()
    book.channels(SKY, [ServiceId(0x15DF), ServiceId(2)])
    book.cards(PROVIDER)

    text = write_ini(book.drafts(), head="x").decode()
    assert [line.split() for line in text.splitlines()[2:]] == [
        ["[channels_0500_032830]"],
        ["caid", "=", "0500"],
        ["provid", "=", "032830"],
        ["srvid", "=", "0002,15DF"],
        [],
        ["[card_all_000080]"],
        ["provid", "=", "000080"],
    ]


def test_names_are_small_letters_because_oscam_folds_them() -> None:
    name = ServiceBook().cards(Pair(Caid(0xABCD), ProviderId(0xEF)))

    assert name == name.lower()


def test_oscam_reads_no_more_than_64() -> None:
    book = ServiceBook()
    for number in range(MAX_SERVICES):
        book.cards(Pair(Caid(number + 1), ProviderId(0)))

    with pytest.raises(TooManyServicesError):
        book.cards(SKY)
    assert book.cards(Pair(Caid(1), ProviderId(0))) == "card_0001"


def test_a_line_has_an_end() -> None:
    channels = [ServiceId(number) for number in range(MAX_CHANNELS + 1)]

    with pytest.raises(TooManyServicesError):
        ServiceBook().channels(SKY, channels)
