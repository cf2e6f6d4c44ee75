"""A CCcam.cfg as OSCam's files: `to_oscam` does it, the others write a part each."""
