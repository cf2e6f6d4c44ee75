"""
WebInfo: the pages on port 16001, and CCcam's own for the plugins that read them.

The rest of Hearth knows `WebServer` (`hearth.web.server`), which brings in the
libraries of the web only while the pages are on, `Home` and `WebSettings`.
"""
