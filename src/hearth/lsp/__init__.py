"""
The language server: the same rules, in the editor.

`texts` knows a file as an editor has it, `marks`, `hovers`, `actions` and
`completions` answer what editors ask of it, and `server` speaks with them
(pygls). Nothing in here opens a socket: an editor starts it and talks over
standard input and output.
"""
