"""Two lines, and the preferred one dies in the middle of an ECM."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from bench import home
from bench.processes import Running
from bench.report import Row, at_most
from hearth.lab.load import LoadResult, closed_loop, load_receivers

RECEIVERS: Final = 4
BEFORE_S: Final = 3.0  # Hearth learns how long the line usually takes
AFTER_S: Final = 9.0  # longer than a line may take to answer
CARD_MS: Final = "80"  # a usual card; the kill meets an ECM under way
NAMESPACE: Final = "hearth-bench"
CARD_ADDRESS: Final = "10.213.7.2"


async def _watch(hearth: Running, kill: Callable[[], None]) -> LoadResult:
    receivers = load_receivers(home.boxes(hearth, RECEIVERS), distinct=2000)
    asyncio.get_running_loop().call_later(BEFORE_S, kill)
    return await closed_loop(receivers, seconds=BEFORE_S + AFTER_S)


def _rows(how: str, result: LoadResult) -> Iterator[Row]:
    (worst,) = result.percentiles(1.0)
    lost = result.refused + result.wrong + result.unanswered
    yield at_most(f"{how}: slowest of {result.right} answers", worst, 1.5, "s")
    yield at_most(f"{how}: refused, wrong or left without", lost, 0, "")


def measure(folder: Path) -> Iterator[Row]:
    """Kill the preferred line's server, stop it, and cut its network."""
    for how, number in (("killed", signal.SIGKILL), ("stopped", signal.SIGSTOP)):
        with _two_lines(folder) as (first, hearth):
            result = asyncio.run(_watch(hearth, partial(first.signal, number)))
            first.signal(signal.SIGCONT)
        yield from _rows(how, result)
    if os.getuid() == 0 and shutil.which("ip"):
        with (
            _namespace() as cut,
            _two_lines(folder, CARD_ADDRESS, NAMESPACE) as (_, hearth),
        ):
            result = asyncio.run(_watch(hearth, cut))
        yield from _rows("cut off without a FIN", result)
    else:
        yield Row("cut off without a FIN", "not measured: needs root and ip")


@contextmanager
def _two_lines(
    folder: Path, address: str = "127.0.0.1", namespace: str = ""
) -> Iterator[tuple[Running, Running]]:
    with ExitStack() as stack:
        options = ["--delay", CARD_MS]
        first = stack.enter_context(
            home.card(folder, *options, host=address, namespace=namespace)
        )
        second = stack.enter_context(home.card(folder, *options))
        hearth = stack.enter_context(
            home.hearth(folder, f"{address} {first.port}", f"127.0.0.1 {second.port}")
        )
        yield first, hearth


@contextmanager
def _namespace() -> Iterator[Callable[[], None]]:
    """Make a network of its own for the first card; give what cuts its cable."""

    def ip(command: str) -> None:
        subprocess.run(["ip", *command.split()], check=True)

    ip(f"netns add {NAMESPACE}")
    try:
        ip(f"link add hearth-b0 type veth peer name hearth-b1 netns {NAMESPACE}")
        ip("addr add 10.213.7.1/24 dev hearth-b0")
        ip("link set hearth-b0 up")
        ip(f"-n {NAMESPACE} addr add {CARD_ADDRESS}/24 dev hearth-b1")
        ip(f"-n {NAMESPACE} link set hearth-b1 up")
        ip(f"-n {NAMESPACE} link set lo up")
        yield lambda: ip(f"-n {NAMESPACE} link set hearth-b1 down")
    finally:
        ip(f"netns del {NAMESPACE}")
