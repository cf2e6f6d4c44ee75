"""
The templates, and what they are compiled to: kept beside them, as Python does.

To compile them takes a third of the first page after a start, and 5 MB for a
moment. `make setup` does it once and for all; elsewhere the first look does.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from hearth.web.pages.parts.pictures import PICTURES

TEMPLATES: Final = Path(__file__).parents[2] / "templates"


class BesideTemplates(FileSystemBytecodeCache):
    """
    What templates are compiled to, in a folder that may be read-only.

    Args:
        folder: Of the templates.

    """

    def __init__(self, folder: Path) -> None:
        # Each file says which Python and Jinja it is for, and has the template's
        # fingerprint: what has changed is compiled again.
        super().__init__(str(folder / "__pycache__"), "%s.j2c")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what a template was compiled to, if that can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to, where that can be done."""
        with suppress(OSError):  # it is compiled at each start, then
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


@cache
def environment() -> Environment:
    """Give the templates; whatever comes from outside is escaped in them."""
    return make_environment(TEMPLATES)


def make_environment(folder: Path) -> Environment:
    """Make an environment of the templates in a folder."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=BesideTemplates(folder),
    )
    made.globals.update(PICTURES)
    return made


def compile_all() -> None:
    """Compile every template that is not kept yet."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)


if __name__ == "__main__":
    compile_all()
