"""
Scrambling and descrambling of a 4 Mbit/s stream, on one core.

The batched calls of libdvbcsa alone, then with everything that the head-end
and a receiver do to each packet in Python. Times are of the processor, so
what else the machine does counts less. ``python -m bench.descramble`` runs it
alone.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from bench.report import Row, at_least, machine, middle, show, told
from hearth.lab.card_system import SERVICE_ID, control_word, control_words_of, make_ecm
from hearth.lab.picture.descrambler import Descrambler
from hearth.lab.stream.csa import BatchKey
from hearth.lab.stream.multiplex import make_services
from hearth.lab.stream.packets import PACKET_SIZE, make_packets
from hearth.lab.stream.profile import Profile
from hearth.lab.stream.scrambler import Scrambler

BITRATE: Final = 4_000_000
SECONDS: Final = 8  # of the stream
RUNS: Final = 5
CHUNK_S: Final = 0.2  # what the head-end makes at a time
TICK_S: Final = 0.02  # what a receiver takes at a time
BOUND: Final = 10.0  # times real time

PACKETS: Final = BITRATE * SECONDS // (8 * PACKET_SIZE)
PACKET_S: Final = 8 * PACKET_SIZE / BITRATE
SERVICE: Final = make_services(1)[0]


def measure(folder: Path) -> Iterator[Row]:
    """Measure; the rows of what is bound come last."""
    del folder
    clear = make_stream()
    whole = library(clear, len(clear))
    yield told("libdvbcsa alone, all packets at once", whole, "Mbit/s")
    tick = packets_of(TICK_S) * PACKET_SIZE
    yield told("libdvbcsa alone, 20 ms at a time", library(clear, tick), "Mbit/s")
    scrambled = bytearray(clear)
    yield at_least(
        "scrambling as the head-end does, times real time",
        times_real_time(lambda: scramble(bytearray(clear))),
        BOUND,
        "x",
    )
    scramble(scrambled)
    whole_chunks = packets_of(CHUNK_S)
    yield at_least(
        "descrambling, 0.2 s at a time, times real time",
        times_real_time(lambda: descramble(scrambled, whole_chunks)),
        BOUND,
        "x",
    )
    yield at_least(
        "descrambling as a receiver does, 20 ms at a time",
        times_real_time(lambda: descramble(scrambled, packets_of(TICK_S))),
        BOUND,
        "x",
    )
    assert descramble(scrambled, whole_chunks) == clear


def make_stream() -> bytes:
    """Make packets of one service's pictures and nothing else: the most work."""
    dice = random.Random(0)  # noise, no secrets
    payload = dice.randbytes(184)
    packet = bytes(next(make_packets(SERVICE.video_pid, payload)))
    return packet * PACKETS


def packets_of(seconds: float) -> int:
    """Tell how many packets there are in so much of the stream."""
    return round(seconds / PACKET_S)


def library(clear: bytes, step: int) -> float:
    """Measure the library alone, in Mbit/s of whole packets."""
    spans = [(at + 4, 184) for at in range(0, step, PACKET_SIZE)]
    data = bytearray(clear[:step])
    rounds = max(1, len(clear) // step)
    with BatchKey() as key:
        key.set(control_word(0))

        def run() -> None:
            for _ in range(rounds):
                key.descramble(data, spans)

        return 8e-6 * rounds * step / processor_seconds(run)


def scramble(data: bytearray) -> None:
    """Scramble a stream as the head-end does."""
    step = packets_of(CHUNK_S) * PACKET_SIZE
    with Scrambler([SERVICE], Profile()) as scrambler:
        for at in range(0, len(data), step):
            part = data[at : at + step]
            scrambler.scramble(part, at // PACKET_SIZE * PACKET_S, PACKET_S)
            data[at : at + step] = part


def descramble(scrambled: bytearray, packets: int) -> bytes:
    """Descramble a stream as a receiver does, so many packets at a time."""
    step = packets * PACKET_SIZE
    output = bytearray()
    with Descrambler() as descrambler:
        moment = descrambler.moment(make_ecm(0))
        descrambler.answer(moment, control_words_of(0, service_id=SERVICE_ID), 0.0)
        for at in range(0, len(scrambled), step):
            part = scrambled[at : at + step]
            time_s = at // PACKET_SIZE * PACKET_S
            descrambler.take(part, time_s, PACKET_S, {SERVICE.video_pid})
            output += part
    return bytes(output)


def times_real_time(run: Callable[[], object]) -> float:
    """Measure how many seconds of the stream a second of the processor does."""
    return SECONDS / processor_seconds(run)


def processor_seconds(run: Callable[[], object]) -> float:
    """Measure the median of some runs."""
    taken = []
    for _ in range(RUNS):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return middle(taken)


def main() -> int:
    """Measure this alone; exit code 1 if a bound does not hold."""
    print(machine())
    with tempfile.TemporaryDirectory(prefix="hearth-bench-") as folder:
        rows = list(measure(Path(folder)))
    show(rows)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
