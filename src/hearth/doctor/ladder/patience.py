"""How long the doctor waits at each step of a line."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """
    Seconds for each step; together they stay under the 30 s of the whole doctor.

    Attributes:
        look_up_s: For the name; Hearth itself waits 5 s.
        connect_s: For the connection. Over 3 s, by which the kernel knows that a
            machine of this network is not there (three ARP requests).
        log_in_s: From the connection to the server's name: seconds on a Pi.
        cards_s: For the first card; OSCam waits 0.8 s before it announces any.
        answer_s: For the answer to a question; CCcam's own limit for newcamd.

    """

    look_up_s: float = 5.0
    connect_s: float = 4.0
    log_in_s: float = 6.0
    cards_s: float = 5.0
    answer_s: float = 4.0

    @property
    def longest_s(self) -> float:
        """How long a line takes if every step only just goes well."""
        seconds: float = sum(asdict(self).values())
        return seconds

    def scaled(self, factor: float) -> Patience:
        """Give the same in another measure of time."""
        return Patience(
            **{name: factor * seconds for name, seconds in asdict(self).items()}
        )


USUAL = Patience()
