"""Builds small machines below a folder: files, processes, sockets."""

from __future__ import annotations

from pathlib import Path

TCP_HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when\n"


def write(root: Path, path: str, text: str | bytes = "") -> Path:
    file = root / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def link(root: Path, path: str, to: str) -> None:
    file = root / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(to)


def process(
    root: Path,
    number: int,
    name: str,
    *arguments: str,
    parent: int = 1,
    fds: tuple[str, ...] = (),
) -> None:
    folder = f"/proc/{number}"
    write(root, f"{folder}/comm", f"{name}\n")
    line = "\0".join((name, *arguments)) + "\0"
    write(root, f"{folder}/cmdline", line)
    counts = " ".join(["0"] * 9 + ["150", "50"] + ["0"] * 20)
    write(root, f"{folder}/stat", f"{number} ({name}) S {parent} {counts}")
    write(root, f"{folder}/statm", "9000 2000 100 1 0 300 0\n")
    for fd, target in enumerate(fds):
        link(root, f"{folder}/fd/{fd}", target)


def sockets(root: Path, *rows: str) -> None:
    lines = [
        f"   {n}: {row} 00000000:00000000 00:00000000 00000000  0 0 {5000 + n} 1 0\n"
        for n, row in enumerate(rows)
    ]
    write(root, "/proc/net/tcp", TCP_HEAD + "".join(lines))
