"""
The API for programs: JSON below ``/api/v1``, described at ``openapi.json`` there.

`table` lists the endpoints. Everything else is made from that list: what is
routed (`routes`), what is asked of parameters (`parameters`), how answers look
(`shapes`) and the document that tells all this (`openapi`). `answers` finds
what is to be told.
"""

from typing import Final

BASE: Final = "/api/v1"
