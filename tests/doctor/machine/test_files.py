from pathlib import Path

from hearth.doctor.machine.files import disks, look_at_file
from tests.doctor.machine.small import write


def test_a_file_its_permissions_and_its_file_system(tmp_path: Path) -> None:
    file = write(tmp_path, "/keep/CCcam.cfg")
    file.chmod(0o600)
    mounts = f"tmpfs {file.parent.resolve()} tmpfs rw 0 0\n"
    write(tmp_path, "/proc/self/mounts", mounts)

    found = look_at_file(file, "configuration", tmp_path)

    assert (found.mode, found.filesystem, found.is_readable) == (0o600, "tmpfs", True)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert not look_at_file(tmp_path / "nothing", "program", tmp_path).is_there


def test_the_room_of_a_file_system_is_told_once(tmp_path: Path) -> None:
    found = disks([tmp_path / "not/yet", tmp_path])

    assert len(found) == 1
    assert found[0].path == str(tmp_path)
    assert 0 < found[0].free_bytes <= found[0].total_bytes
