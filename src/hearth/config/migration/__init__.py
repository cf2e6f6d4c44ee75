"""
From one program's files to another's, with a word for every line.

`report` says what became of each line, `to_hearth` turns web pages' dialect
into the original's, `cccam` writes CCcam.cfg from values, `advice` says which
program suits. OSCam's files are in `hearth.config.oscam`.
"""
