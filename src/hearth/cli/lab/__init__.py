"""``hearth lab``: the laboratory, its parts and its scenarios."""

from hearth.cli.lab.parts import command

__all__ = ["command"]
