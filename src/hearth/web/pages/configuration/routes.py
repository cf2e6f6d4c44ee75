"""Which page of the configuration is where."""

from __future__ import annotations

from typing import Final

from starlette.routing import Route

from hearth.web.pages.configuration import back, fix, show

FIX: Final = "/configuration/fix"
VERSION: Final = "/configuration/versions/{name}"


def configuration_routes() -> list[Route]:
    """List the routes; to look at a change is GET, to make it POST."""
    return [
        Route("/configuration", show.show_configuration, methods=["GET"]),
        Route(FIX, fix.show_fix, methods=["GET"]),
        Route(FIX, fix.apply_fix, methods=["POST"]),
        Route(VERSION, back.show_version, methods=["GET"]),
        Route(VERSION, back.go_back, methods=["POST"]),
    ]
