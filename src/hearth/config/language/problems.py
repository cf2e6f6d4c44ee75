"""
What parser and reader ran into, before it is put into words.

They only note the trouble and where it is; the rule with the same code says
it to a person. What is kept is bounded: of each trouble the first ones, and
the count of the others, so that a file of rubbish ends in a short report.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import Final, NamedTuple

from hearth.config.language.statements import Statement
from hearth.diagnostics import Span

MAX_KEPT: Final = 100  # of each trouble; nobody reads on after so many


class Trouble(Enum):
    """Each trouble by its rule's code, with whether its line is used all the same."""

    UNKNOWN_DIRECTIVE = ("H101", True)
    UNREADABLE_LINE = ("H102", True)
    MISSING_COLON = ("H103", False)
    MISSING_FIELDS = ("H104", False)
    BAD_BRACES = ("H105", False)
    BAD_BRACE_ITEM = ("H106", False)
    BRACE_SPACING = ("H107", True)
    FIELDS_BEFORE_BRACES = ("H108", False)
    EXTRA_FIELDS = ("H109", True)
    NAME_TOO_LONG = ("H110", False)
    PASSWORD_TOO_LONG = ("H111", False)
    HASH_CUTS_LINE = ("H112", True)
    INVISIBLE_CHARACTER = ("H113", True)
    BOTH_DIALECTS = ("H114", True)
    LINE_TOO_LONG = ("H115", False)
    FILE_TOO_LONG = ("H116", False)
    MISSING_VALUE = ("H117", False)
    BAD_KEY = ("H118", False)
    HOST_WITH_PORT = ("H119", False)
    BRACES_OUT_OF_PLACE = ("H120", False)
    QUOTES = ("H121", True)
    PLACEHOLDER = ("H122", True)
    PLUGIN_SPELLING = ("H123", True)
    WEB_ADDRESS = ("H124", False)
    PORT_OUT_OF_RANGE = ("H201", False)
    BAD_NUMBER = ("H202", False)
    BAD_TIME_WINDOW = ("H203", False)
    HEX_OUT_OF_RANGE = ("H204", False)
    NOT_YES_OR_NO = ("H205", False)
    NUMBER_OUT_OF_RANGE = ("H206", False)
    FLAG_NOT_0_OR_1 = ("H207", True)
    BAD_WANTEMUS = ("H208", True)
    PORT_USED_TWICE = ("H209", False)
    BAD_HEX = ("H210", False)
    BAD_VERSION = ("H211", True)
    NOT_A_PATH = ("H212", True)
    NO_ADDRESS = ("H213", True)
    READER_TYPE = ("H214", True)
    DUPLICATE_ACCOUNT = ("H301", False)
    UNBOUND_HOST_LOCK = ("H302", True)
    GIVEN_TWICE = ("H303", True)
    NOT_USED_YET = ("H304", True)
    BELONGS_TO_OSCAM = ("H305", True)
    OF_NO_USE = ("H306", True)
    WINDOW_NEVER_OPENS = ("H307", True)
    SEES_NO_CARD = ("H308", True)
    NO_LINE = ("H309", True)
    TAKES_NO_CARD = ("H310", True)
    SAME_LINE_TWICE = ("H311", True)
    TWO_LINES_TO_ONE_SERVER = ("H312", True)
    LINE_TO_OURSELVES = ("H313", True)
    NO_EMM_FEEDER = ("H314", True)
    NOBODY_MAY_FEED = ("H315", True)
    TWO_EMM_FEEDERS = ("H316", True)
    HOPS_READ_AS_CAID = ("H317", True)
    NOBODY_CAN_LOG_IN = ("H318", True)
    ITEM_TWICE = ("H319", True)
    ZERO_KEY = ("H320", True)
    HOPS_LEFT_OUT = ("H321", True)
    INVENTED_DIRECTIVE = ("H401", True)
    ARTICLE_LINE = ("H402", True)
    ARTICLE_ACCOUNT = ("H403", True)
    TWO_NUMBERS = ("H404", True)
    OTHER_NAME = ("H405", True)
    NEWCAMD_TRICK = ("H406", True)
    READABLE_BY_OTHERS = ("H501", True)
    DEFAULT_PASSWORD = ("H502", True)
    REUSED_PASSWORD = ("H503", True)
    TELNET_OPEN = ("H504", True)
    WEB_WITHOUT_PASSWORD = ("H505", True)
    HALF_A_LOGIN = ("H506", True)
    SECRET_IN_COMMENT = ("H507", True)
    WRITABLE_BY_OTHERS = ("H508", True)
    TEMPORARY_PLACE = ("H601", True)
    LOST_AT_UPDATE = ("H602", True)
    ANOTHER_FILE = ("H603", True)
    OSCAM_FILE = ("H801", False)
    MULTICS_FILE = ("H802", False)
    NEWCAMD_LIST = ("H803", False)
    SIDE_FILE_LINE = ("H804", False)
    WEB_PAGE = ("H805", False)
    NOT_HOME = ("H901", False)
    TOO_MANY_ACCOUNTS = ("H902", False)
    KEYS_REFUSED = ("H903", False)
    FETCHED_LINES = ("H904", False)
    EMUS = ("H905", True)
    FAR_CARDS = ("H906", True)
    NO_RESHARE = ("H907", True)
    DYNAMIC_NAME = ("H908", True)

    def __init__(self, code: str, is_used: bool) -> None:  # noqa: FBT001 a table's cell
        self.code: Final = code
        self.is_used: Final = is_used


class Problem(NamedTuple):
    """
    One trouble at one place. Holds no value that could be a secret.

    Attributes:
        trouble: Which.
        span: The very characters.
        what: What it is about: a field's name, a directive's, a host.
        allowed: What would be right, for a person to read.
        statement: Where it happened, for a fix that needs more of the line.

    """

    trouble: Trouble
    span: Span
    what: str = ""
    allowed: str = ""
    statement: Statement | None = None


class Problems:
    """
    All troubles of one file, as they are found.

    Attributes:
        unusable: How many there were that cost their line.

    """

    def __init__(self) -> None:
        self.unusable = 0
        self._kept: dict[Trouble, list[Problem]] = {}
        self._seen: Counter[Trouble] = Counter()

    def add(
        self,
        trouble: Trouble,
        span: Span,
        *,
        what: str = "",
        allowed: str = "",
        statement: Statement | None = None,
    ) -> None:
        """Note a trouble."""
        self._seen[trouble] += 1
        if not trouble.is_used:
            self.unusable += 1
        kept = self._kept.setdefault(trouble, [])
        if len(kept) < MAX_KEPT:
            kept.append(Problem(trouble, span, what, allowed, statement))

    def is_full(self, trouble: Trouble) -> bool:
        """Tell whether a further one of a trouble would be counted and not kept."""
        return len(self._kept.get(trouble, ())) >= MAX_KEPT

    def of(self, trouble: Trouble) -> tuple[Problem, ...]:
        """Give the first ones of a trouble, in the order in which they were found."""
        return tuple(self._kept.get(trouble, ()))

    def troubles(self) -> tuple[Trouble, ...]:
        """Give those troubles that there are, in the order of their codes."""
        return tuple(sorted(self._kept, key=lambda trouble: trouble.code))

    def left_out(self, trouble: Trouble) -> int:
        """Count those of a trouble that were not kept."""
        return self._seen[trouble] - len(self._kept.get(trouble, ()))
