"""Reads files below a root, so that a test can build a small machine of its own."""

from __future__ import annotations

from pathlib import Path

ROOT = Path("/")


def below(root: Path, path: str) -> Path:
    """Give a path of a machine below its root."""
    return root / path.lstrip("/")


def read(root: Path, path: str) -> str | None:
    """Read a text; None if it cannot be read."""
    try:
        return below(root, path).read_text("utf-8", errors="replace")
    except (OSError, ValueError):
        return None


def entries(root: Path, path: str) -> list[Path]:
    """List a folder in a fixed order; what cannot be listed is empty."""
    try:
        return sorted(below(root, path).iterdir())
    except OSError:
        return []


def link_of(path: Path) -> str:
    """Read where a symbolic link leads, as it is written; "" if it is none."""
    try:
        return str(path.readlink())
    except OSError:
        return ""
