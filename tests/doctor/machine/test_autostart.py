from pathlib import Path

from hearth.doctor.machine.autostart import autostart
from tests.doctor.machine.small import link, write

UNIT = """\
[Unit]
After=network-online.target time-sync.target
[Service]
ExecStart=/usr/bin/hearth serve
"""


def test_a_unit_that_is_enabled(tmp_path: Path) -> None:
    write(tmp_path, "/etc/systemd/system/hearth.service", UNIT)
    wants = "/etc/systemd/system/multi-user.target.wants/hearth.service"
    link(tmp_path, wants, "../hearth.service")
    write(tmp_path, "/lib/systemd/system/ssh.service", "[Service]\nExecStart=sshd\n")

    (found,) = autostart(tmp_path)

    assert (found.how, found.is_enabled) == ("systemd", True)
    assert (found.after_network, found.after_time) == (True, True)


def test_a_unit_that_is_not_enabled_and_waits_for_nothing(tmp_path: Path) -> None:
    text = "[Service]\nExecStart=/usr/bin/oscam -b\n"
    write(tmp_path, "/lib/systemd/system/oscam.service", text)

    (found,) = autostart(tmp_path)

    assert (found.is_enabled, found.after_network) == (False, False)


def test_a_script_of_init_d(tmp_path: Path) -> None:
    write(tmp_path, "/etc/init.d/oscam")
    write(tmp_path, "/etc/init.d/ssh")
    assert [it.is_enabled for it in autostart(tmp_path)] == [False]

    link(tmp_path, "/etc/rc2.d/S20oscam", "../init.d/oscam")
    assert [it.is_enabled for it in autostart(tmp_path)] == [True]


def test_the_softcam_of_an_enigma2_image(tmp_path: Path) -> None:
    link(tmp_path, "/etc/init.d/softcam", "softcam.CCcam")

    (found,) = autostart(tmp_path)

    assert (found.how, found.program, found.is_enabled) == ("softcam", "CCcam", True)


def test_no_softcam_was_chosen(tmp_path: Path) -> None:
    link(tmp_path, "/etc/init.d/softcam", "/etc/init.d/softcam.None")

    assert [it.is_enabled for it in autostart(tmp_path)] == [False]


def test_a_machine_without_anything(tmp_path: Path) -> None:
    assert autostart(tmp_path) == ()
