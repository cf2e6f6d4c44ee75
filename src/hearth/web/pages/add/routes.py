"""Which page of adding a receiver is where."""

from __future__ import annotations

from starlette.routing import Route

from hearth.web.pages.add import show


def add_routes() -> list[Route]:
    """List the routes; a receiver has an address of its own while it is waited for."""
    return [
        Route("/add", show.show_form, methods=["GET"]),
        Route("/add/{name:path}", show.show_waiting, methods=["GET"]),
        Route("/add/{name:path}", show.add, methods=["POST"]),
    ]
