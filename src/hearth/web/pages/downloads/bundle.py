"""
The diagnostics bundle: what helps others to help, with every secret masked.

Passwords, keys and PINs of the configuration become stars, as `hearth check`
prints them; the log never had any.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, Final

from hearth.web.home import Home

LOG_LINES: Final = 1000


def make_bundle(home: Home, versions: Mapping[str, str]) -> bytes:
    """
    Make the zip file. Reads files, so it belongs into a thread.

    Args:
        home: Of which.
        versions: What runs here.

    """
    masked, findings = _configuration(home)
    parts = {
        "versions.txt": "".join(f"{name} {of}\n" for name, of in versions.items()),
        "status.json": json.dumps(_plain(home.status()), indent=1, default=str),
        "health.json": json.dumps(_plain(home.health()), indent=1, default=str),
        "CCcam.cfg.masked": masked,
        "findings.txt": findings,
        "log.txt": "".join(
            f"{line.at:.3f} {line.level} {line.text}\n"
            for line in home.live.log_lines(limit=LOG_LINES)
        ),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return packed.getvalue()


def _configuration(home: Home) -> tuple[str, str]:
    """Give the configuration without its secrets, and what is to say about it."""
    from hearth.config.language.masking import Masks  # late: here alone
    from hearth.config.read import read_config

    try:
        data = home.configuration.read_bytes()
    except OSError as error:
        return f"# cannot be read: {error.strerror}\n", ""
    reading = read_config(data, file=home.configuration.name)
    masks = Masks(reading.document, reading.statements)
    count = len(data.splitlines())
    lines = (masks.line(number) for number in range(1, count + 1))
    findings = (masks.text(finding.short()) for finding in reading.findings)
    return "".join(f"{line}\n" for line in lines), "".join(f"{f}\n" for f in findings)


def _plain(value: Any) -> Any:
    """Turn views into what JSON has; numbers of the field as the field prints them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(part) for name, part in _fields(value).items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if type(value) in (int, float, bool, str) or value is None:
        return value
    return str(value)


def _fields(value: Any) -> dict[str, Any]:
    """Give a dataclass's fields that are shown; a card's serial number is not."""
    return {
        name: getattr(value, name)
        for name, field in value.__dataclass_fields__.items()
        if field.repr
    }
