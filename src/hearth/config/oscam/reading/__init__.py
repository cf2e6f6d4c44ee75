"""OSCam's files as a CCcam.cfg: `from_oscam` does it, the others read a part each."""
