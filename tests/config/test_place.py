"""Looking at the place of a file; nothing that cannot be seen stops it."""

from pathlib import Path

import pytest

from hearth.config.place import Place, look_at_place

MOUNTS = """\
rootfs / rootfs rw 0 0
ubi0:rootfs / ubifs rw,relatime 0 0
tmpfs {0}/memory tmpfs rw 0 0
/dev/sda1 {0}/a\\040disk ext4 rw 0 0
broken
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("memory", "a disk", "var", "etc"):
        (tmp_path / name).mkdir()
    (tmp_path / "mounts").write_text(MOUNTS.format(tmp_path))
    return tmp_path


def look(path: Path, home: Path, candidates: tuple[Path, ...] = ()) -> Place:
    return look_at_place(
        path, candidates=candidates, mounts=home / "mounts", marks=[home / "enigma2"]
    )


def made(path: Path, mode: int = 0o640) -> Path:
    path.write_text("")
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    ("folder", "filesystem"),
    [("memory", "tmpfs"), ("a disk", "ext4"), ("var", "ubifs")],
)
def test_mode_and_file_system(home: Path, folder: str, filesystem: str) -> None:
    path = made(home / folder / "CCcam.cfg")

    place = look(path, home)
    assert (place.path, place.mode, place.filesystem) == (path, 0o640, filesystem)
    assert place.others == ()
    assert place.read_instead is None
    assert not place.is_receiver


def test_a_link_is_where_it_leads_to(home: Path) -> None:
    path = made(home / "memory" / "CCcam.cfg", 0o604)
    link = home / "var" / "CCcam.cfg"
    link.symlink_to(path)

    place = look(link, home, (link,))
    assert (place.path, place.mode, place.filesystem) == (path, 0o604, "tmpfs")
    assert place.others == ()


def test_a_receiver_is_known_by_what_only_it_has(home: Path) -> None:
    (home / "enigma2").mkdir()

    assert look(made(home / "var" / "CCcam.cfg"), home).is_receiver


def test_two_files_where_cccam_looks(home: Path) -> None:
    first, second = (made(home / name / "CCcam.cfg") for name in ("var", "etc"))
    candidates = (first, second)

    assert look(first, home, candidates).others == (second,)
    assert look(first, home, candidates).read_instead is None
    assert look(second, home, candidates).others == (first,)
    assert look(second, home, candidates).read_instead == first


def test_a_file_elsewhere_is_compared_with_nothing(home: Path) -> None:
    first = made(home / "var" / "CCcam.cfg")
    copy = made(home / "etc" / "copy.cfg")

    assert look(copy, home, (first,)).others == ()


def test_what_cannot_be_seen_is_left_out(home: Path) -> None:
    missing = home / "none"

    assert look(missing, home) == Place(missing)
    path = made(home / "var" / "CCcam.cfg")
    place = look_at_place(path, candidates=(), mounts=missing, marks=())
    assert (place.mode, place.filesystem) == (0o640, "")


def test_a_candidate_that_goes_away_meanwhile_is_another_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(home / "var" / "CCcam.cfg")

    def gone(path: Path, other: Path) -> bool:
        raise FileNotFoundError(path, other)

    monkeypatch.setattr(Path, "samefile", gone)

    assert look(path, home, (path,)).others == ()
