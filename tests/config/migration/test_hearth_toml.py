"""hearth.toml, as the reader of it wants it."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from hearth.config.beside.toml import read_toml
from hearth.config.migration.hearth_toml import HearthToml


def test_nothing_is_false() -> None:
    assert not HearthToml()
    assert HearthToml(web={"external_access": False})


def test_the_file_has_a_table_for_each() -> None:
    toml = HearthToml(
        server={"keep_alive_s": 30, "recv_timeout_ms": 4000},
        web={"external_access": True},
        lines={"card.lan:12000": {"retries": 2}, "[fd00::1]:1": {"retries": 1}},
    )

    assert tomllib.loads(toml.data().decode()) == {
        "server": {"keep_alive_s": 30, "recv_timeout_ms": 4000},
        "web": {"external_access": True},
        "lines": {"card.lan:12000": {"retries": 2}, "[fd00::1]:1": {"retries": 1}},
    }


def test_hearth_reads_what_is_written() -> None:
    toml = HearthToml(
        server={"keep_alive_s": 45, "recv_timeout_ms": 4000, "debug_level": 2},
        web={"external_access": True},
        lines={"card.lan:12000": {"retries": 2}},
    )

    read = read_toml(toml.data()).settings
    assert {(it.key.table, it.key.name): it.value for it in read} == {
        ("server", "keep_alive_s"): 45,
        ("server", "recv_timeout_ms"): 4000,
        ("server", "debug_level"): 2,
        ("web", "external_access"): True,
        ("lines", "retries"): 2,
    }


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_any_name_of_a_line_is_written_so_that_it_can_be_read(name: str) -> None:
    data = HearthToml(lines={name: {"retries": 1}}).data()

    assert tomllib.loads(data.decode()) == {"lines": {name: {"retries": 1}}}
