"""
What a file means as a whole, and what of that cannot be meant.

Parser and reader look at each line for itself. Here the lines are looked at
together: accounts that can see no card, ports that are taken, passwords that
are no secret. Each module notes troubles; rules put them into words.
"""

from __future__ import annotations

from hearth.config.language.problems import Problems
from hearth.config.sense.comments import look_at_comments
from hearth.config.sense.emms import look_at_emms
from hearth.config.sense.interfaces import look_at_interfaces
from hearth.config.sense.lines import look_at_lines
from hearth.config.sense.passwords import look_at_passwords
from hearth.config.sense.places import look_at_place
from hearth.config.sense.spelling import look_at_spelling
from hearth.config.sense.whole import Whole

_LOOKS = (
    look_at_spelling,
    look_at_lines,
    look_at_interfaces,
    look_at_emms,
    look_at_passwords,
    look_at_comments,
    look_at_place,
)


def look_at_whole(whole: Whole, problems: Problems) -> None:
    """Note what is wrong with a file as a whole."""
    for look in _LOOKS:
        look(whole, problems)
