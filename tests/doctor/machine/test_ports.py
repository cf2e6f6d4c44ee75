from pathlib import Path

from hearth.doctor.machine.ports import OTHERS, holder, is_connected
from tests.doctor.machine.small import process, sockets, write

LISTENS = "00000000:2EE0 00000000:0000 0A"  # port 12000
CONNECTED = "0A01A8C0:9000 0201A8C0:2EE0 01"  # to 192.168.1.2:12000


def test_who_listens(tmp_path: Path) -> None:
    sockets(tmp_path, LISTENS)
    process(tmp_path, 8, "oscam", fds=("socket:[5000]",))

    found = holder(12000, tmp_path)

    assert found is not None
    assert found == ("oscam (process 8)", False)
    assert holder(12001, tmp_path) == ("", False)


def test_hearth_listens_itself(tmp_path: Path) -> None:
    sockets(tmp_path, LISTENS)
    process(tmp_path, 8, "hearth", fds=("socket:[5000]",))

    assert holder(12000, tmp_path) == ("hearth (process 8)", True)


def test_another_users_program_is_nobody_known(tmp_path: Path) -> None:
    sockets(tmp_path, LISTENS)

    assert holder(12000, tmp_path) == (OTHERS, False)


def test_where_the_system_does_not_tell(tmp_path: Path) -> None:
    assert holder(12000, tmp_path) is None
    assert not is_connected(("192.168.1.2",), 12000, tmp_path)


def test_whom_somebody_is_connected_to(tmp_path: Path) -> None:
    sockets(tmp_path, LISTENS, CONNECTED)

    assert is_connected(("192.168.1.2",), 12000, tmp_path)
    assert not is_connected(("192.168.1.3",), 12000, tmp_path)
    assert not is_connected(("192.168.1.2",), 12001, tmp_path)


def test_ipv6_and_rubbish(tmp_path: Path) -> None:
    write(
        tmp_path,
        "/proc/net/tcp6",
        "head\n"
        "0: 00000000000000000000000001000000:9000"
        " 0000000000000000FFFF00000201A8C0:2EE0 01 x\n"
        "1: nonsense alsonot 01 x\n2: short\n",
    )

    assert is_connected(("192.168.1.2",), 12000, tmp_path)
