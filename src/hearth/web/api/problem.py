"""What went wrong with a request, as the one who sent it is told."""

from __future__ import annotations

from http import HTTPStatus

from hearth.errors import HearthError


class ProblemError(HearthError):
    """
    A request that gets no answer, but an explanation.

    Attributes:
        status: Of HTTP.
        what: What is wrong.
        where: In which part of the request, or of Hearth.
        help: What to do.

    """

    def __init__(self, status: HTTPStatus, what: str, *, where: str, help: str) -> None:  # noqa: A002  # its name in JSON
        super().__init__(what, where, help)
        self.status = status
        self.what = what
        self.where = where
        self.help = help

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.help}"
