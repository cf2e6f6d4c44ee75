"""
CCcam's own status, for the programs that read it: pages, and telnet.

Compatible with E2CC (the CCcam Info screen of Enigma2), the Delite panel,
CCcamInfoPHP and cccam-info: `texts` makes what they parse.
"""
