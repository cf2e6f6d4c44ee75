"""What stands in the way of a picture."""

from __future__ import annotations

from hearth.errors import HearthError


class MissingError(HearthError):
    """
    Something that pictures need is not installed on this machine.

    Attributes:
        what: The program or library.
        use: What it is needed for.
        package: The Debian package that has it.

    """

    def __init__(self, what: str, *, use: str, package: str) -> None:
        super().__init__(what, use, package)
        self.what = what
        self.use = use
        self.package = package

    def __str__(self) -> str:
        return (
            f"{self.what} is not installed, which {self.use}."
            f" To install it: sudo apt-get install {self.package}"
        )


class ProgramError(HearthError):
    """
    A program that makes or shows pictures did not do its work.

    Attributes:
        program: Its name.
        said: The last that it said.

    """

    def __init__(self, program: str, said: str) -> None:
        super().__init__(program, said)
        self.program = program
        self.said = said

    def __str__(self) -> str:
        return f"{self.program} ended: {self.said or 'without a word'}"


class StreamError(HearthError):
    """A stream is not one that this laboratory may or can take."""
