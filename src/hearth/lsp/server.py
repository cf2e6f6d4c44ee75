"""
The server that an editor starts: pygls, and what it is told of our files.

What goes wrong is said without what was in the file: an editor shows the
standard error of its servers, and a configuration holds passwords.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from hearth import __version__
from hearth.lsp.actions import KINDS, actions
from hearth.lsp.completions import TRIGGERS, completions
from hearth.lsp.hovers import hover
from hearth.lsp.marks import SOURCE, marks
from hearth.lsp.texts import Language, Text, language_of


class Server(LanguageServer):
    """Hearth's language server. Editors send it whole texts: the files are small."""

    def __init__(self) -> None:
        super().__init__(
            SOURCE,
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
        )

    def text(self, uri: str) -> Text:
        """Give an open file as it is in the editor."""
        document = self.workspace.get_text_document(uri)
        path = Path(to_fs_path(uri) or uri)
        return Text(
            path.name,
            document.source,
            language_of(uri, document.language_id or ""),
            self.workspace.position_encoding or types.PositionEncodingKind.Utf16,
            lambda: self._beside(path),
        )

    def publish(self, uri: str) -> None:
        """Send the marks of a file, and of the hearth.toml beside it if it is open."""
        text = self.text(uri)
        self._send(uri, marks(text))
        if text.language is Language.CCCAM_CFG:
            for other in self._open_beside(uri):
                self._send(other, marks(self.text(other)))

    def clear(self, uri: str) -> None:
        """Take the marks of a file away."""
        self._send(uri, [])

    def _send(self, uri: str, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=found)
        )

    def _open_beside(self, uri: str) -> list[str]:
        folder = uri.rpartition("/")[0]
        return [
            other
            for other in self.workspace.text_documents
            if other.rpartition("/")[0] == folder
            and language_of(other) is Language.HEARTH_TOML
        ]

    def _beside(self, path: Path) -> bytes | None:
        """Give the CCcam.cfg beside a file: as it is open, or as it is on the disk."""
        wanted = path.with_name(Language.CCCAM_CFG.value)
        for uri, document in self.workspace.text_documents.items():
            if Path(to_fs_path(uri) or "") == wanted:
                source: str = document.source
                return source.encode("utf-8", "replace")
        try:
            return wanted.read_bytes()
        except OSError:
            return None

    def report_server_error(self, error: Exception, source: object) -> None:
        """Tell nobody what was in the message that could not be handled."""
        del source
        logging.getLogger("pygls").error("%s", type(error).__name__)


class QuietHandler(logging.Handler):
    """Says that something went wrong, and where in the code, not what the file held."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the kind of the error and the line of code that met it."""
        kind = record.exc_info[0] if record.exc_info else None
        what = kind.__name__ if kind is not None else "an error"
        place = f"{record.module}, line {record.lineno}"
        sys.stderr.write(f"hearth lsp: {what} in the language server ({place})\n")


def make_server() -> Server:
    """Make a server that knows what Hearth's files need; `start_io` runs it."""
    server = Server()
    feature = server.feature

    @feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.clear(params.text_document.uri)

    @feature(types.TEXT_DOCUMENT_HOVER)
    def on_hover(params: types.HoverParams) -> types.Hover | None:
        text = server.text(params.text_document.uri)
        return hover(text, *text.place(params.position))

    @feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=list(KINDS)),
    )
    def on_code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        return actions(server.text(uri), uri, params.range, params.context.only)

    @feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=list(TRIGGERS)),
    )
    def on_completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        text = server.text(params.text_document.uri)
        line, column = text.place(params.position)
        return completions(text, line, column, snippets=takes_snippets(server))

    return server


def takes_snippets(server: LanguageServer) -> bool:
    """Tell whether the editor lets a person jump from field to field."""
    document = server.client_capabilities.text_document
    completion = document.completion if document else None
    item = completion.completion_item if completion else None
    return bool(item and item.snippet_support)


def run() -> None:
    """Serve an editor over standard input and output until it goes away."""
    logger = logging.getLogger("pygls")
    logger.addHandler(QuietHandler(logging.ERROR))
    logger.propagate = False
    make_server().start_io()
