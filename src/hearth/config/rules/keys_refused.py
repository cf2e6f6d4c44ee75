"""H903, keys-refused."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.config.language.problems import Trouble
from hearth.config.rule import Hit, Subject, rule
from hearth.diagnostics import Severity


@rule("H903", "keys-refused", Severity.ERROR)
def keys_refused(subject: Subject) -> Iterator[Hit]:
    """
    H903 keys-refused: a file of keys, or a key.

    ## What it finds
    SOFTKEY FILE, AUTOROLL FILE, STATIC CW FILE, BOXKEY, CAMKEY, CAMDATA and BEEF
    ID.

    ## Why it matters
    Hearth passes on what a paid-for card answers; it emulates no card and takes no
    keys.

    ## Example
    ```
    SOFTKEY FILE : /var/keys/SoftCam.Key  # error: [H903]
    BOXKEY : /dev/sci0 00 11 22 33  # error: [H903]
    ```
    """
    for problem in subject.of(Trouble.KEYS_REFUSED):
        yield Hit(
            problem.span,
            f"Hearth takes no keys, so {problem.what} is refused",
            "Remove the line; what your own card's reader needs belongs to OSCam.",
        )
