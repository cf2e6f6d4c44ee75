"""Every error names who is to blame, holds its facts, and makes one sentence."""

import pytest

from hearth.errors import ConfigError, HearthError, PeerError, UsageError
from hearth.household import NotHomeError

PEER = PeerError("section_length", offset=1, got=0xFFE, allowed="0..4093 bytes")
USAGE = UsageError("NodeId of 7 bytes", allowed="8 bytes")
CONFIG = ConfigError(
    "line 3: two listeners",
    why="The second cannot start",
    remedy="Give it another port",
)

# the error    its one sentence
SENTENCES = [
    (PEER, "section_length at byte 1 is 0xffe, allowed: 0..4093 bytes"),
    (USAGE, "NodeId of 7 bytes, allowed: 8 bytes"),
    (CONFIG, "line 3: two listeners. The second cannot start. Give it another port."),
]  # fmt: skip


@pytest.mark.parametrize(("error", "sentence"), SENTENCES)
def test_an_error_makes_its_sentence(error: HearthError, sentence: str) -> None:
    assert str(error) == sentence


def test_a_peer_error_holds_its_facts() -> None:
    assert PEER.field == "section_length"
    assert PEER.offset == 1
    assert PEER.got == 0xFFE
    assert PEER.allowed == "0..4093 bytes"


def test_a_usage_error_holds_its_facts() -> None:
    assert USAGE.what == "NodeId of 7 bytes"
    assert USAGE.allowed == "8 bytes"


def test_a_config_error_holds_its_facts() -> None:
    assert CONFIG.what == "line 3: two listeners"
    assert CONFIG.why == "The second cannot start"
    assert CONFIG.remedy == "Give it another port"


@pytest.mark.parametrize("kind", [PeerError, UsageError, ConfigError, NotHomeError])
def test_whatever_is_raised_on_purpose_is_a_hearth_error(
    kind: type[HearthError],
) -> None:
    assert kind.__bases__ == (HearthError,)


@pytest.mark.parametrize("error", [PEER, USAGE, CONFIG])
def test_the_facts_are_in_the_repr_too(error: HearthError) -> None:
    facts = vars(error).values()

    assert repr(error) == f"{type(error).__name__}({', '.join(map(repr, facts))})"
