"""Where the file is: seen elsewhere, judged here."""

from pathlib import Path

import pytest

from hearth.config.language.problems import Trouble
from hearth.config.place import Place
from hearth.config.read import read_config
from hearth.diagnostics import FILE_START
from tests.config.sense.looks import noted, seen

HERE = Place(Path("/var/etc/CCcam.cfg"), 0o600, "ext4")
OTHER = Path("/etc/CCcam.cfg")

# what it shows, place, what is noted
PLACES: list[tuple[str, Place | None, list[str]]] = [
    ("not known", None, []),
    ("nothing is known of it", Place(Path("x")), []),
    ("ours alone", HERE, []),
    ("the group's too", HERE._replace(mode=0o640), []),
    ("everybody's", HERE._replace(mode=0o644), ["1 READABLE_BY_OTHERS"]),
    ("to write", HERE._replace(mode=0o666), ["1 WRITABLE_BY_OTHERS"]),
    ("in memory", HERE._replace(filesystem="tmpfs"), ["1 TEMPORARY_PLACE"]),
    ("in a box's image", HERE._replace(is_receiver=True), ["1 LOST_AT_UPDATE"]),
    (
        "on a box's disk",
        HERE._replace(is_receiver=True, path=Path("/media/hdd/CCcam.cfg")),
        [],
    ),
    (
        "in a box's memory",
        HERE._replace(is_receiver=True, filesystem="tmpfs"),
        ["1 TEMPORARY_PLACE"],
    ),
    ("another one, not read", HERE._replace(others=(OTHER,)), ["1 ANOTHER_FILE"]),
    (
        "another one is read",
        HERE._replace(others=(OTHER,), read_instead=OTHER),
        ["1 ANOTHER_FILE"],
    ),
]


@pytest.mark.parametrize(
    ("shows", "place", "troubles"), PLACES, ids=[row[0] for row in PLACES]
)
def test_places(shows: str, place: Place | None, troubles: list[str]) -> None:
    assert noted("", place) == troubles, shows
    assert all(problem.span == FILE_START for _, problem in seen("", place))


def messages(place: Place) -> list[str]:
    found = read_config(b"", file="CCcam.cfg", place=place).findings
    return [f"{finding.code} {finding.message}. {finding.help}" for finding in found]


def test_what_is_said_of_a_place() -> None:
    odd = HERE._replace(path=Path("/a b/CCcam.cfg"), filesystem="tmpfs", mode=0o646)

    assert messages(HERE._replace(mode=0o644)) == [
        (
            "H501 everybody on this machine can read this file, and the passwords in"
            " it. Run: chmod o= /var/etc/CCcam.cfg"
        )
    ]
    assert messages(odd) == [
        (
            "H508 everybody on this machine can change this file."
            " Run: chmod o= '/a b/CCcam.cfg'"
        ),
        (
            "H601 what is in /a b is gone after a restart."
            " Keep it in /var/etc, on a receiver on its disk below /media/hdd, and name"
            " it with -c."
        ),
    ]
    assert messages(HERE._replace(is_receiver=True, others=(OTHER,))) == [
        (
            "H602 an update of the receiver's image replaces this file's file system."
            " Keep a copy below /media/hdd, or add the file to the box's backup."
        ),
        (
            "H603 this file is read, and not /etc/CCcam.cfg."
            " Keep one of them, or name the one you mean with -c."
        ),
    ]
    (instead,) = messages(HERE._replace(others=(OTHER,), read_instead=OTHER))
    assert "not this file is read but /etc/CCcam.cfg, which comes first" in instead


def test_every_trouble_of_a_place_costs_nothing() -> None:
    of_places = [t for t in Trouble if t.code[:2] in {"H5", "H6"}]

    assert all(trouble.is_used for trouble in of_places)
