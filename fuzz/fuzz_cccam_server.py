"""
Whatever a client sends: nothing raises, 8 KiB are kept, only questions are answered.

Bytes go into a server session of any stage, raw or as well-encrypted messages.
Every question is answered, refused or left open. What the session says by
itself never holds an answer; what it says when told to is that answer.
"""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["hearth"]):
    from hearth.dvb import ControlWords
    from hearth.wire.cccam.events import Closed, ServerEvent
    from hearth.wire.cccam.session import MAX_KEPT
    from tests.wire.cccam import peers
    from tests.wire.cccam.reference import Message

STARTS = [
    peers.fresh_server,
    lambda: peers.deciding_server()[:2],
    peers.greeting_server,
    peers.ready_server,
    peers.partner_server,
]
READS_MESSAGES = STARTS.index(peers.greeting_server)
# command and body: whole, cut or added to, and any command with any body
MODELS = [
    *(
        message.encoded[1:2] + message.body
        for message in (
            peers.cli_data(),
            peers.ecm(),
            peers.emm(),
            peers.KEEPALIVE,
            Message("NOK1", 0, peers.PARTNER_TEXT),
        )
    ),
    *(bytes([command]) for command in range(256)),
]
WORDS = bytes(range(16))


class Round:
    """One session, and what the fuzzer chose for it."""

    def __init__(self, source: atheris.FuzzedDataProvider) -> None:
        self.source = source
        start = source.ConsumeIntInRange(0, len(STARTS) - 1)
        self.session, self.client = STARTS[start]()
        self.session.take_output()
        self.readable = start >= READS_MESSAGES

    def play(self) -> None:
        """Send until the input is used up or the session has ended."""
        while self.source.remaining_bytes() and not self.session.closed:
            self.take(self.session.receive(self.piece()))
        assert not self.session.closed or self.session.receive(b"more") == []

    def piece(self) -> bytes:
        """Make what the peer sends next."""
        source = self.source
        size = source.ConsumeIntInRange(0, 1100)
        if not self.readable or source.ConsumeIntInRange(0, 31) == 0:
            self.readable = False  # what is encrypted now is read as anything
            return source.ConsumeBytes(size)
        model = source.PickValueInList(MODELS)
        header = bytes([source.ConsumeIntInRange(0, 255), model[0]])
        body = model[1:][:size] + source.ConsumeBytes(source.ConsumeIntInRange(0, 99))
        return self.client.to_server.encrypt(header + len(body).to_bytes(2) + body)

    def take(self, events: list[ServerEvent]) -> None:
        """Check what came out."""
        assert self.session.kept <= MAX_KEPT
        for event in events:
            is_last = self.session.closed and event is events[-1]
            assert isinstance(event, Closed) is is_last
            assert repr(event)
        for message in self.client.hear(self.session.take_output()):
            assert message.name != "ECM", "nobody has answered"
        for number in self.session.under_way:
            self.reply(number)

    def reply(self, number: int) -> None:
        """Answer, refuse or leave a question, and check what goes out."""
        what = self.source.ConsumeIntInRange(0, 3)
        if what == 0:
            self.session.answer(number, ControlWords(WORDS))
        elif what == 1:
            self.session.cannot_answer(number)
        plain = not self.session.partner_mode
        for message in self.client.hear(self.session.take_output(), plain=plain):
            assert message.name in ("ECM", "NOK2")
            assert plain or message.body in (WORDS, b"")


def one_input(data: bytes) -> None:
    """Play one input of the fuzzer's."""
    Round(atheris.FuzzedDataProvider(data)).play()


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
