"""
The files that pages load: a hundred kilobytes, read once and kept.

Starlette's own way is for large folders: it asks a thread and the disk each time,
and what it loads for that takes longer than to send all of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

STATIC: Final = Path(__file__).parents[2] / "static"
FOREVER: Final = "public, max-age=31536000, immutable"  # addresses have fingerprints
# What the system calls them differs from one to the next.
MEDIA_TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


class File(NamedTuple):
    """
    One file.

    Attributes:
        body: What is in it.
        media_type: What it is.
        fingerprint: Changes with what is in it.

    """

    body: bytes
    media_type: str
    fingerprint: str


@cache
def files() -> Mapping[str, File]:
    """Read all of them; by their paths within the folder."""
    return {
        path.relative_to(STATIC).as_posix(): _read(path)
        for path in STATIC.rglob("*")
        if path.is_file()
    }


def static(name: str) -> str:
    """Give the address of a file of ours; it changes with what is in it."""
    return f"/static/{name}?v={files()[name].fingerprint}"


async def send_file(request: Request) -> Response:
    """Send one, for the browser to keep."""
    file = files().get(request.path_params["name"])
    if file is None:
        raise HTTPException(404)
    headers = {"Cache-Control": FOREVER}
    return Response(file.body, headers=headers, media_type=file.media_type)


def _read(path: Path) -> File:
    body = path.read_bytes()
    media_type = MEDIA_TYPES.get(path.suffix, "text/plain")
    return File(body, media_type, sha256(body).hexdigest()[:12])
