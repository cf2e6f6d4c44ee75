"""
The CCcam.cfg language: reading, meaning, checking, comparing.

The way through: `language` (bytes, lines, statements), `meaning` (settings),
`sense` (the whole), `rules` (findings); `read.read_config` goes all of it.
"""
