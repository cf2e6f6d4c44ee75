"""``hearth demo``: a home that is made up, to see everything work."""

from hearth.cli.demo.show import command

__all__ = ["command"]
