"""
The CCcam.cfg language: reading, meaning, checking, comparing.

The way through: `document` (bytes and lines), `parse` (statements),
`effective` (settings), `rules` (findings); `read.read_config` goes all of it.
"""
