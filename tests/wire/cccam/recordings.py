"""The recordings, and what the tests of both roles do with them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.wire.cccam.reference import Message

NAMES: Final = ("plain", "edges", "partner", "tvheadend")
CUTS: Final = ("whole", "byte by byte", "random 1", "random 2", "random 3")
VECTORS: Final = Path(__file__).parents[2] / "vectors"


@dataclass(frozen=True)
class Line:
    """One entry of ``messages``: who, and what."""

    sender: str
    name: str
    flag: int
    body: bytes
    control_words: bytes

    @property
    def message(self) -> Message:
        return Message(self.name, self.flag, self.body)


@dataclass(frozen=True)
class Recording:
    name: str
    user: str
    password: bytes
    plain: bool
    lines: tuple[Line, ...]
    sent: dict[str, bytes]  # by sender

    def first(self, sender: str, name: str) -> bytes:
        """The body of the first such message."""
        return next(
            line.body
            for line in self.lines
            if (line.sender, line.name) == (sender, name) and line.body
        )

    def runs(self) -> Iterator[tuple[str, bytes, tuple[Line, ...]]]:
        """
        What one end sent until the other did: sender, bytes, and lines.

        The bytes are those of the recording; its lines say how many.
        """
        at = {"client": 0, "server": 0}
        start = 0
        for end in range(1, len(self.lines) + 1):
            sender = self.lines[start].sender
            if end < len(self.lines) and self.lines[end].sender == sender:
                continue
            lines = self.lines[start:end]
            size = sum(len(line.body) + 4 * (line.flag >= 0) for line in lines)
            yield sender, self.sent[sender][at[sender] : at[sender] + size], lines
            at[sender] += size
            start = end
        assert at == {sender: len(data) for sender, data in self.sent.items()}


def load(name: str) -> Recording:
    data = json.loads((VECTORS / f"cccam-{name}.json").read_text())
    sent = {"client": b"", "server": b""}
    for chunk in data["chunks"]:
        sent[chunk["from"]] += bytes.fromhex(chunk["hex"])
    lines = tuple(
        Line(
            line["from"],
            line["name"],
            line.get("flag", -1),  # -1: part of the log-in, without a header
            bytes.fromhex(line["body"]),
            bytes.fromhex(line.get("control_words", "")),
        )
        for line in data["messages"]
    )
    return Recording(
        name,
        data["user"],
        data["password"].encode(),
        data["mode"] == "plain",
        lines,
        sent,
    )


def pieces(data: bytes, cuts: str) -> Iterator[bytes]:
    """Cut bytes as a network might."""
    if cuts == "whole":
        yield data
        return
    dice = random.Random(cuts)
    at = 0
    while at < len(data):
        size = 1 if cuts == "byte by byte" else dice.randint(1, 40)
        yield data[at : at + size]
        at += size
