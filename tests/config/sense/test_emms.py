"""Who feeds the card: one should, and the file may say that nobody does."""

import pytest

from tests.config.sense.looks import CARD, noted

FEEDS = "F: a w8Zu3n 0 0 1\n"
FEEDS_UNSAID = "F: b h2Jk6v\n"
MAY_NOT = "F: c n5Bc1d 0 0 0\n"

# what it shows, file, what is noted
EMMS: list[tuple[str, str, list[str]]] = [
    ("nothing is said", FEEDS + FEEDS_UNSAID, []),
    ("nobody is there", "DISABLE EMM : yes\n", []),
    ("one feeds", f"DISABLE EMM : no\n{FEEDS}{MAY_NOT}", []),
    ("disabled", f"DISABLE EMM : yes\n{FEEDS}", ["1 NO_EMM_FEEDER yes"]),
    ("two", f"DISABLE EMM : no\n{FEEDS}{FEEDS_UNSAID}", ["3 TWO_EMM_FEEDERS b"]),
    (
        "two, as written",
        f"DISABLE EMM : no\n{FEEDS_UNSAID}{FEEDS}",
        ["3 TWO_EMM_FEEDERS 1"],
    ),
    ("nobody may", f"DISABLE EMM : no\n{MAY_NOT}", ["1 NOBODY_MAY_FEED no"]),
    ("no yes and no no", f"DISABLE EMM : maybe\n{MAY_NOT}", []),
]


@pytest.mark.parametrize(
    ("shows", "text", "troubles"), EMMS, ids=[row[0] for row in EMMS]
)
def test_emms(shows: str, text: str, troubles: list[str]) -> None:
    assert noted(text + CARD) == troubles, shows
