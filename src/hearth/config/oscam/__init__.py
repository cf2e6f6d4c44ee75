"""
OSCam's files: oscam.conf, oscam.server, oscam.user, oscam.services.

`ini` reads and writes their form, `writing` makes them of a CCcam.cfg,
`reading` makes a CCcam.cfg of them. The names, defaults and limits of the
options are those of OSCam 2.26.05 (oscam-config-global.c, -reader.c,
-account.c, oscam-config.c, globals.h).
"""
