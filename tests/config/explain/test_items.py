"""What stands in braces, in words."""

import pytest

from hearth.config.explain.items import (
    UNREADABLE,
    card_item,
    channel_item,
    filter_item,
    time_item,
)

CARDS = [
    ("0:0:1", "All cards: given, for this receiver alone."),
    ("0:0:0", "All cards: not given at all."),
    ("0100:000080", "The card CAID 0100, provider 000080: not given at all."),
    ("0D05:0:1", "Cards of CAID 0D05: given, for this receiver alone."),
    ("0:20:3", ("Cards of provider 000020, whatever CAID: given, for this receiver"
     " alone (more than 1 is the same here).")),
    ("all", UNREADABLE),
]  # fmt: skip
FILTERS = [
    ("0:0:0", "All cards: not taken."),
    ("0:0:1", "All cards: taken if it is in that very server."),
    ("0100:80:2", ("The card CAID 0100, provider 000080: taken if it is at most 2 hops"
     " away.")),
    ("0:0:x", UNREADABLE),
]  # fmt: skip
CHANNELS = [
    (
        "0100:80:15df",
        "Channel 15DF of the card CAID 0100, provider 000080 is not given.",
    ),
    ("0100:80", UNREADABLE),
]
TIMES = [
    ("12:00-17:00", "There is a picture from 12:00 to 17:00."),
    ("22:00-06:00", "There is a picture from 22:00 to 06:00 the next day."),
    ("12:00-12:00", "Never: it closes at the minute at which it opens."),
    ("12-17", UNREADABLE),
]


@pytest.mark.parametrize(("item", "meaning"), CARDS)
def test_cards(item: str, meaning: str) -> None:
    assert card_item(item) == meaning


@pytest.mark.parametrize(("item", "meaning"), FILTERS)
def test_filters(item: str, meaning: str) -> None:
    assert filter_item(item) == meaning


@pytest.mark.parametrize(("item", "meaning"), CHANNELS)
def test_channels(item: str, meaning: str) -> None:
    assert channel_item(item) == meaning


@pytest.mark.parametrize(("item", "meaning"), TIMES)
def test_times(item: str, meaning: str) -> None:
    assert time_item(item) == meaning
