"""Why an option has no place in a CCcam.cfg."""

import pytest

from hearth.config.oscam.reading.reasons import (
    OTHERWISE,
    SECTIONS,
    so_anyway,
    why_no_option,
)

# option                 a word of the reason
REASONS = [
    ("cacheex_maxhop",   "cache exchange"),
    ("lb_nbest_readers", "answers best"),
    ("httpcss",          "page"),
    ("emmcache",         "OSCam's"),
    ("cccversion",       "as itself"),
    ("cccreconnect",     "anew"),
    ("something_else",   OTHERWISE),
]  # fmt: skip


@pytest.mark.parametrize(("name", "word"), REASONS)
def test_there_is_a_reason_for_every_option(name: str, word: str) -> None:
    assert word in why_no_option(name)
    assert so_anyway(name) is None


def test_some_things_are_so_anyway() -> None:
    assert "connections" in (so_anyway("ccckeepalive") or "")


def test_reasons_are_sentences_without_a_full_stop() -> None:
    for why in SECTIONS.values():
        assert why
        assert not why.endswith(".")
