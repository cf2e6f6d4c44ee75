"""
Which question an answer belongs to, at either end.

Plain mode has no numbers on the wire, only order; partner mode has one byte,
the flag. Our callers have numbers of their own, and these books translate.

Source: docs/protocols/cccam.md, "The answer in plain mode" and "Partner mode".
"""

from __future__ import annotations

from collections import deque
from typing import Final, NamedTuple

from hearth.dvb import ControlWords
from hearth.errors import UsageError
from hearth.wire.cccam.messages import Command

PLAIN_FLAG: Final = 0  # what we send where the flag means nothing
PLAIN_CAPACITY: Final = 1  # the protocol has no way to tell two answers apart
PARTNER_CAPACITY: Final = 255  # flags 1..255
MAX_IN_ORDER: Final = 16  # plain mode allows one; a home's boxes were given room
MAX_NUMBERED: Final = 256  # every flag there is

Reply = ControlWords | Command  # an answer, or NOK1 or NOK2


class Asked(NamedTuple):
    """
    A question that a client has asked.

    Attributes:
        number: Ours, running from 1.
        flag: The client's, to be repeated in the answer.
        share_id: The one it named, which the mask needs.
        in_order: Whether its answer must wait for those of earlier ones.

    """

    number: int
    flag: int
    share_id: int
    in_order: bool


class AskedBook:
    """The server's book: the questions of one client."""

    __slots__ = ("_asked", "_held", "_last", "_order")

    def __init__(self) -> None:
        self._last = 0
        self._asked: Final[dict[int, Asked]] = {}
        # Asked without a number on the wire, oldest first, until answered there.
        self._order: Final[deque[int]] = deque()
        self._held: Final[dict[int, tuple[Asked, Reply]]] = {}

    @property
    def under_way(self) -> tuple[int, ...]:
        """The numbers that wait for an answer, oldest first."""
        return tuple(self._asked)

    def is_full(self, *, in_order: bool) -> bool:
        """Tell whether one more question would be one too many."""
        if in_order:
            return len(self._order) >= MAX_IN_ORDER
        return len(self._asked) >= MAX_NUMBERED

    def add(self, flag: int, share_id: int, *, in_order: bool) -> int:
        """Enter a question; returns its number."""
        self._last += 1
        self._asked[self._last] = Asked(self._last, flag, share_id, in_order)
        if in_order:
            self._order.append(self._last)
        return self._last

    def settle(self, number: int, reply: Reply) -> list[tuple[Asked, Reply]]:
        """
        Take a reply, and give those that may leave now, in their order.

        A reply to a question without a number on the wire waits for those to
        earlier ones; it is settled all the same.

        Raises:
            UsageError: No such question is under way.

        """
        asked = self._asked.pop(number, None)
        if asked is None:
            raise UsageError(f"reply to {number}", allowed="a question under way")
        if not asked.in_order:
            return [(asked, reply)]
        self._held[number] = (asked, reply)
        leaving = []
        while self._order and self._order[0] in self._held:
            leaving.append(self._held.pop(self._order.popleft()))
        return leaving

    def clear(self) -> None:
        """Forget every question: nobody is there to be answered."""
        self._asked.clear()
        self._order.clear()
        self._held.clear()


class FlagBook:
    """
    The client's book: what the flags of our own questions stand for.

    A flag is free again once its answer has come. One whose question the
    caller gave up stays reserved, so that a late answer is not taken for
    another question's; it is used again only when no other is left, the one
    given up longest ago first.
    """

    __slots__ = ("_flags", "_forgotten", "_free", "_numbers", "_partner")

    def __init__(self) -> None:
        self._partner = False
        self._numbers: Final[dict[int, int]] = {}  # by flag
        self._flags: Final[dict[int, int]] = {}  # by number
        self._free: Final[deque[int]] = deque([PLAIN_FLAG])
        self._forgotten: Final[deque[int]] = deque()

    @property
    def capacity(self) -> int:
        """How many questions may be under way at once."""
        return PARTNER_CAPACITY if self._partner else PLAIN_CAPACITY

    @property
    def under_way(self) -> int:
        """
        How many questions take up room.

        In plain mode one that was given up still does, because the next answer
        that comes is its own.
        """
        given_up = 0 if self._partner else len(self._forgotten)
        return len(self._numbers) + given_up

    def begin_partner_mode(self) -> None:
        """Number questions from here on; one that is under way keeps flag 0."""
        self._partner = True
        self._free.clear()
        self._free.extend(range(1, PARTNER_CAPACITY + 1))

    def add(self, number: int) -> int:
        """
        Enter a question; returns its flag.

        Raises:
            UsageError: There is no room, or the number is under way already.

        """
        under_way = self.under_way
        if under_way >= self.capacity:
            raise UsageError(
                f"{under_way + 1} questions under way", allowed=f"{self.capacity}"
            )
        if number in self._flags:
            raise UsageError(f"question {number} twice", allowed="once until answered")
        flag = (self._free or self._forgotten).popleft()
        self._numbers[flag] = number
        self._flags[number] = flag
        return flag

    def settle(self, flag: int) -> int | None:
        """
        Find the question that an answer belongs to; it is under way no longer.

        Returns:
            The caller's number; None where nobody waits for this answer.

        """
        number = self._numbers.pop(flag, None)
        if number is not None:
            del self._flags[number]
        elif flag in self._forgotten:
            self._forgotten.remove(flag)
        else:
            return None
        if flag != PLAIN_FLAG or not self._partner:
            self._free.append(flag)
        return number

    def forget(self, number: int) -> None:
        """
        Give a question up; its answer will reach nobody.

        Raises:
            UsageError: No such question is under way.

        """
        flag = self._flags.pop(number, None)
        if flag is None:
            raise UsageError(f"forget({number})", allowed="a question under way")
        del self._numbers[flag]
        self._forgotten.append(flag)
