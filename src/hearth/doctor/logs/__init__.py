"""Logs of Hearth, CCcam, OSCam and Tvheadend: read, counted, explained."""
