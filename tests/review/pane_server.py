"""The document pane alone, served with the workbench's content policy and without its database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import compliance.review
from compliance.review.pages.stored import to_plain
from compliance.review.pages.text import document_html
from compliance.terms import Document

STATIC = Path(compliance.review.__file__).parent / "static/review"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
HARNESS = """<!doctype html><html lang="zh-hans"><meta charset="utf-8"><title>文档</title>
<link rel="stylesheet" href="/static/workbench.css"><link rel="stylesheet" href="/static/document-pane.css">
<link rel="stylesheet" href="/harness.css"><script type="module" src="/harness.js"></script>
<main><div id="pane"></div></main>"""
CSS = "html, body, main { height: 100%; margin: 0; } #pane { height: 100%; width: 640px; }"
SCRIPT = """import { DocumentPane } from "/static/document-pane.js";
window.pane = new DocumentPane(document.querySelector("#pane"));
window.told = [];
window.pane.element.addEventListener("passage", (event) => window.told.push(event.detail));"""
Answer = tuple[str, bytes]


def answers_for(document: Document, sizes: tuple[tuple[float, float], ...] = (), number: int = 0) -> dict[str, Answer]:
    """What the workbench answers for document 1, without pictures."""
    plain = to_plain(document)
    blocks = [block | {name: block["place"][name] for name in ("page", "box", "part")} for block in plain["blocks"]]
    told = {"id": 1, "number": number, "name": document.name, "sha256": document.sha256, "blocks": blocks}
    told |= {"pages": document.pages, "look": "pages" if sizes else "text", "sizes": sizes}
    return {
        "/api/documents/1": ("application/json", json.dumps(told).encode()),
        "/documents/1/text": ("text/html; charset=utf-8", document_html(document).encode()),
    }


@contextmanager
def serving(answers: dict[str, Answer]) -> Iterator[str]:
    """A server on this machine; its address."""
    fixed = {
        "/": ("text/html; charset=utf-8", HARNESS.encode()),
        "/harness.js": ("text/javascript", SCRIPT.encode()),
        "/harness.css": ("text/css", CSS.encode()),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, fixed | answers))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, answers: dict[str, Answer], *arguments: object) -> None:
        self._answers = answers
        super().__init__(*arguments)

    def do_GET(self) -> None:
        kind, content = self._answer(self.path.partition("?")[0])
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)

    def _answer(self, path: str) -> Answer:
        if path.startswith("/static/"):
            kind = "text/css" if path.endswith(".css") else "text/javascript"
            return kind, (STATIC / Path(path).name).read_bytes()
        return self._answers.get(path, ("", b""))

    def log_message(self, *_arguments: object) -> None:
        pass
