"""The shape of the repository: what the guides ask for and a machine can check."""

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
SRC = ROOT / "src" / "hearth"
# One rule a file, however many there are.
RULES = {  # one file a rule, and as many as there are
    SRC / "config" / "rules",
    SRC / "config" / "beside" / "rules",
    SRC / "doctor" / "checks" / "answers",
    SRC / "doctor" / "checks" / "line",
    SRC / "doctor" / "checks" / "machine",
    SRC / "lab" / "faults",
}

CATALOGUE = SRC / "web" / "catalogue"  # a translation is one file, however long
MAX_LINES = 400
MAX_MODULES = 15  # of one folder, __init__.py not counted

# Both lists may only shrink: a name that needs no exemption any more fails too.
SOURCES_WITHOUT_TEST: dict[str, str] = {}  # path below src/hearth: why
TESTS_WITHOUT_SOURCE: dict[str, str] = {  # path below tests: why
    "test_structure.py": "looks at the repository, not at a module",
    "web/house/test_house.py": "drives the whole program in a browser",
    "web/pages/add/test_in_chromium.py": "drives these pages in a browser",
    "web/pages/configuration/test_in_chromium.py": "drives these pages in a browser",
}

# Backwards, so that this file does not contain them.
UNFINISHED = ("ODOT"[::-1], "EMXIF"[::-1], "X" * 3)
HOLD_THE_WORDS = {"scripts/lint"}  # which looks for them, too
TEXT_SUFFIXES = {"", ".c", ".css", ".html", ".js", ".md", ".py", ".pyi", ".toml"}
OURS = ["src", "tests", "docs", "scripts", "bench", "fuzz", "changelog.d"]

INLINE_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FENCED_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
DOTTED_NAME = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)(?:\(.*\))?")
# `hearth.toml`, `CCcam.cfg`, `card.home.lan`: a dot, and yet no name of Python's.
NOT_PYTHON = {"c", "cfg", "conf", "db", "info", "json", "lan", "log", "md", "server"}
NOT_PYTHON |= {"service", "so", "sqlite", "toml", "txt", "user", "yaml", "yml"}
LEAST_NAMES_IN_TOUR = 10
LEAST_TERMS = 20


# Mirror


def test_every_module_has_its_test() -> None:
    without = {
        str(source.relative_to(SRC))
        for source in _files(SRC, "*.py")
        if _has_code(source) and not any(test.exists() for test in _tests_of(source))
    }

    assert without == set(SOURCES_WITHOUT_TEST)


def test_every_test_has_its_module() -> None:
    without = {
        str(test.relative_to(TESTS))
        for test in _files(TESTS, "test_*.py")
        if not any(source.exists() for source in _sources_of(test))
    }

    assert without == set(TESTS_WITHOUT_SOURCE)


def _tests_of(source: Path) -> Iterator[Path]:
    folder = TESTS / source.parent.relative_to(SRC)
    yield folder / f"test_{source.stem.lstrip('_')}.py"
    if source.parent in RULES:  # a rule's docstring is its test; one file runs all
        yield folder.parent / f"test_{folder.name}.py"


def _sources_of(test: Path) -> Iterator[Path]:
    folder = SRC / test.parent.relative_to(TESTS)
    name = test.stem.removeprefix("test_")
    yield folder / f"{name}.py"
    yield folder / f"_{name}.py"
    if folder / name in RULES:
        yield folder / name


def _has_code(source: Path) -> bool:
    """Whether anything in there could be wrong: values and re-exports cannot."""
    if source.name in ("__init__.py", "__main__.py"):
        return False
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(node, functions) for node in ast.walk(_parsed(source)))


# Ceilings


def test_no_file_is_too_long_to_read_at_once() -> None:
    lengths = {
        _name(path): len(path.read_text().splitlines())
        for path in _files(SRC, "*")
        if path.suffix in TEXT_SUFFIXES and path.parent != CATALOGUE
    }

    assert {p: lines for p, lines in lengths.items() if lines > MAX_LINES} == {}


def test_no_folder_holds_too_many_modules() -> None:
    folders = {path.parent for path in _files(SRC, "*.py")} - RULES
    modules = {
        _name(folder): sum(p.name != "__init__.py" for p in folder.glob("*.py"))
        for folder in folders
    }

    assert {f: count for f, count in modules.items() if count > MAX_MODULES} == {}


# Habits


def test_no_test_sleeps() -> None:
    """Time is an argument; ``sleep(0)`` only lets the other tasks run."""
    sleeping = [
        f"{_name(path)}:{node.lineno}"
        for path in _files(TESTS, "*.py")
        for node in ast.walk(_parsed(path))
        if isinstance(node, ast.Call) and _sleeps(node)
    ]

    assert sleeping == []


def _sleeps(call: ast.Call) -> bool:
    function = call.func
    called = function.attr if isinstance(function, ast.Attribute) else function
    if isinstance(called, ast.Name):
        called = called.id
    return called == "sleep" and [ast.unparse(arg) for arg in call.args] != ["0"]


def test_nothing_is_left_unfinished() -> None:
    unfinished = [
        f"{_name(path)}:{number}"
        for path in _our_texts()
        if _name(path) not in HOLD_THE_WORDS
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if any(word in line for word in UNFINISHED)
    ]

    assert unfinished == []


# Documents


def test_the_files_named_in_the_tour_exist() -> None:
    paths = [name for name in _inline_code("docs/tour.md") if name.endswith(".py")]

    missing = {p for p in paths if not ((SRC / p).exists() or (ROOT / p).exists())}
    assert missing == set()


def test_the_names_in_the_tour_can_be_imported() -> None:
    unknown = {name for name in _python_names("docs/tour.md") if not _resolves(name)}

    assert unknown == set()


def test_the_tour_names_what_it_shows() -> None:
    paths = [name for name in _inline_code("docs/tour.md") if name.endswith(".py")]
    names = {*paths, *_python_names("docs/tour.md")}

    assert len(names) >= LEAST_NAMES_IN_TOUR


# a name that may stand in the tour   whether it may
NAMES = [
    ("hearth.dvb", True),
    ("hearth.dvb.Card.serves", True),
    ("dvb.Card.serves", True),
    ("card_system.LabCard", True),
    ("Card.serves", True),
    ("Card.hops", True),
    ("NodeId.__new__", True),
    ("asyncio.TaskGroup", True),
    ("Card.no_such_name", False),
    ("dvb.NoSuchName", False),
    ("hearth.no_such_module", False),
    ("NoSuchClass.serves", False),
    ("asyncio.no_such_name", False),
]


@pytest.mark.parametrize(("name", "known"), NAMES)
def test_a_name_is_looked_for_as_a_reader_would(name: str, known: bool) -> None:
    assert _resolves(name) is known


def test_every_term_has_its_meaning_and_its_source() -> None:
    terms = list(_table_rows("docs/terms.md"))

    assert [cells for cells in terms if len(cells) != 4 or not all(cells)] == []
    assert len({term for term, *_ in terms}) == len(terms) >= LEAST_TERMS


def test_every_term_is_used_in_the_code() -> None:
    code = "\n".join(path.read_text() for path in _files(SRC, "*.py"))
    words = set(re.findall(r"\w+", code))
    named = {
        name
        for _, _, cell, _ in _table_rows("docs/terms.md")
        for name in INLINE_CODE.findall(cell)
    }

    assert {name for name in named if not words.issuperset(name.split("."))} == set()


def test_the_commands_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    readme = _text("README.md")
    code = "\n".join([*FENCED_CODE.findall(readme), *INLINE_CODE.findall(readme)])
    commands = set(re.findall(r"^(?:\$ )?make ([a-z-]+)", code, re.MULTILINE))

    assert {"demo", "test"} <= targets
    assert {"demo", "test"} <= commands
    assert commands <= targets


# Looking things up


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    )


def _our_texts() -> Iterator[Path]:
    for folder in OURS:
        yield from (p for p in _files(ROOT / folder, "*") if _is_text(p))
    yield from (p for p in ROOT.iterdir() if p.is_file() and _is_text(p))


def _is_text(path: Path) -> bool:
    hidden = path.name.startswith(".") or any(".egg-info" in p for p in path.parts)
    return path.suffix in TEXT_SUFFIXES and not hidden


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _text(name: str) -> str:
    return (ROOT / name).read_text()


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def _inline_code(document: str) -> list[str]:
    return INLINE_CODE.findall(FENCED_CODE.sub("", _text(document)))


def _python_names(document: str) -> Iterator[str]:
    for code in _inline_code(document):
        match = DOTTED_NAME.fullmatch(code)
        if match and match[1].rpartition(".")[2] not in {"py", *NOT_PYTHON}:
            yield match[1]


def _table_rows(document: str) -> Iterator[list[str]]:
    """Give the cells of each row, without the head of the table."""
    in_body = False
    for line in _text(document).splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        if not line.startswith("|"):
            in_body = False
        elif in_body:
            yield cells
        elif not set(line) - set("|-: "):
            in_body = True


def _resolves(name: str) -> bool:
    """
    Tell whether a reader who looks for a name in the code finds it.

    It may be whole (``hearth.dvb.Card``), begin at any module (``dvb.Card``) or
    with a class (``Card.serves``), or belong to Python's own library.
    """
    parts = name.split(".")
    for module in _modules():
        known = module.split(".")
        for size in range(len(parts), 0, -1):
            if known[-size:] == parts[:size] and _has(module, parts[size:]):
                return True
        if _defines(module, parts[0]) and _has(module, parts):
            return True
    return parts[0] in sys.stdlib_module_names and _has(parts[0], parts[1:])


def _modules() -> list[str]:
    paths = [path.relative_to(SRC.parent) for path in _files(SRC, "*.py")]
    names = [".".join(path.with_suffix("").parts) for path in paths]
    return [
        name.removesuffix(".__init__")
        for name in names
        if not name.endswith(".__main__")
    ]


def _defines(module: str, name: str) -> bool:
    folder = SRC.parent.joinpath(*module.split("."))
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    return bool(re.search(rf"^class {name}\b", path.read_text(), re.MULTILINE))


def _has(module: str, attributes: list[str]) -> bool:
    found: object = importlib.import_module(module)
    for attribute in attributes:
        if attribute in getattr(found, "__annotations__", {}):
            return attribute == attributes[-1]
        if not hasattr(found, attribute):
            return False
        found = getattr(found, attribute)
    return True
