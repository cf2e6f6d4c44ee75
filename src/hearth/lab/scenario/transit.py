"""How long something takes through a network: delay, jitter, loss, pauses."""

from __future__ import annotations

from random import Random
from typing import Final

from hearth.lab.scenario.behaviours import LinkBehaviour

RESEND_S: Final = 0.2  # TCP's first pause before it sends again; then twice as long
MOST_RESENDS: Final = 8


class Transit:
    """
    One network's dice.

    Args:
        seed: The same one, the same delays.

    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._dice = Random(seed)  # noqa: S311  # made-up faults, no secrets
        self._pause: tuple[int, float] = (-1, 0.0)

    def seconds(self, behaviour: LinkBehaviour, now: float) -> float:
        """Tell how long something that is sent now takes, one way."""
        seconds = behaviour.delay_s
        if behaviour.jitter_s:
            jitter_s = behaviour.jitter_s
            seconds = max(0.0, seconds + self._dice.uniform(-jitter_s, jitter_s))
        if behaviour.loss:
            seconds += self._resending_s(behaviour.loss)
        if behaviour.pause_s:
            seconds += self._pausing_s(behaviour.pause_s, behaviour.pause_every_s, now)
        return seconds

    def _resending_s(self, loss: float) -> float:
        """Tell how long it takes until TCP's next try gets through."""
        seconds, pause_s = 0.0, RESEND_S
        for _ in range(MOST_RESENDS):
            if self._dice.random() >= loss:
                break
            seconds += pause_s
            pause_s *= 2
        return seconds

    def _pausing_s(self, pause_s: float, every_s: float, now: float) -> float:
        """Tell how long the pause that is on still lasts; one in each stretch."""
        number = int(now / every_s)
        if number != self._pause[0]:
            dice = Random(f"{self._seed} {number}")  # noqa: S311  # no secrets
            begin = number * every_s + dice.random() * max(0.0, every_s - pause_s)
            self._pause = (number, begin)
        begin = self._pause[1]
        return begin + pause_s - now if begin <= now < begin + pause_s else 0.0
