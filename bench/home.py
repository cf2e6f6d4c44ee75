"""A home to be measured: a lab card, Hearth or a relay before it, receivers."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.processes import Running, running
from hearth.net.settings import Upstream
from hearth.secret import Secret

RECEIVERS: Final = 16
USER: Final = "lab"
PASSWORD: Final = "lab"


@contextmanager
def card(
    folder: Path, *options: str, host: str = "127.0.0.1", namespace: str = ""
) -> Iterator[Running]:
    """Run a lab card server, perhaps in a network namespace."""
    command = ["hearth", "lab", "card", "--user", USER, "--password", PASSWORD]
    command += ["--host", host, "--port", "0", *options]
    ready = r"listening on \S+?:(\d+)"
    with running(command, ready, folder, namespace) as process:
        yield process


@contextmanager
def relay(folder: Path, upstream: Running) -> Iterator[Running]:
    """Run the bare relay before a card server."""
    with running(["bench.relay", str(upstream.port)], r"port (\d+)", folder) as process:
        yield process


@contextmanager
def hearth(
    folder: Path, *cards: str, port: int = 0, pure_cipher: bool = False
) -> Iterator[Running]:
    """
    Run `hearth serve` before card servers.

    Args:
        folder: For its configuration and its state.
        cards: Each as ``host port``, the preferred one first.
        port: Where receivers log in; 0: a free one.
        pure_cipher: Whether the compiled cipher is not to be used.

    """
    port = port or _free_port()
    config = folder / "CCcam.cfg"
    lines = [f"SERVER LISTEN PORT : {port}", f"WEBINFO LISTEN PORT : {_free_port()}"]
    lines += [f"F: box{n} secret{n}" for n in range(RECEIVERS)]
    lines += [f"C: {card} {USER} {PASSWORD}" for card in cards]
    config.write_text("\n".join(lines) + "\n")
    config.chmod(0o600)
    if pure_cipher:
        os.environ["HEARTH_PURE_CIPHER"] = "1"
    try:
        with running(
            ["hearth", "serve", "-c", str(config), "--state", str(folder / "state")],
            r"ready: .* port (\d+)",
            folder,
        ) as process:
            yield process
    finally:
        os.environ.pop("HEARTH_PURE_CIPHER", None)


def boxes(process: Running, count: int) -> list[Upstream]:
    """Say how that many receivers log in at Hearth, each with its account."""
    return [
        Upstream(f"box{n}", "127.0.0.1", process.port, f"box{n}", _secret(f"secret{n}"))
        for n in range(count)
    ]


def straight(process: Running, count: int) -> list[Upstream]:
    """Say how that many receivers log in at the lab card, or at a relay to it."""
    return [
        Upstream(f"box{n}", "127.0.0.1", process.port, USER, _secret(PASSWORD))
        for n in range(count)
    ]


def counted(folder: Path, pattern: str) -> int:
    """Count the lines of Hearth's log that match."""
    logs: Sequence[Path] = sorted(folder.glob("hearth-*.log"))
    return sum(len(re.findall(pattern, log.read_text())) for log in logs)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
    assert isinstance(port, int)
    return port


def _secret(text: str) -> Secret:
    return Secret(text.encode())
