"""OpenSSL is left out of a card server, and the pages do without it, too."""

from __future__ import annotations

import subprocess
import sys

from hearth import openssl

PROGRAM = """
import sys
from hearth import openssl
openssl.leave_out()
import asyncio, hashlib
assert asyncio.run(asyncio.sleep(0, 7)) == 7
assert hashlib.sha1(b"hearth").hexdigest()[:8] == "{digest}"
assert sys.modules["ssl"] is None and sys.modules["_hashlib"] is None
openssl.stand_in()
import ssl, hearth.web.pages.routes, hearth.web.app, hearth.web.access.connections
assert "_ssl" not in sys.modules
assert not isinstance(7, ssl.SSLError)
try:
    ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
except RuntimeError as error:
    print(error)
"""


def test_asyncio_and_the_libraries_of_the_web_run_without_it() -> None:
    import hashlib

    program = PROGRAM.format(digest=hashlib.sha1(b"hearth").hexdigest()[:8])
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )

    said = "this process runs without OpenSSL: see hearth.openssl\n"
    assert (done.stdout, done.stderr) == (said, "")


def test_where_it_is_there_it_stays() -> None:
    import ssl

    openssl.leave_out()
    openssl.stand_in()

    assert sys.modules["ssl"] is ssl
    assert ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).protocol
