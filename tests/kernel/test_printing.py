"""Paper: nothing is fetched from elsewhere, and a server without the libraries says what it needs."""

import http.server
import importlib
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from qms.improvement.publishing.sheet import picture_address
from qms.kernel import printing
from qms.kernel.printing import NoPrintingError, RefusedUrlError, fetch, missing_library, write_fitting_pdf
from tests.improvement.publishing.reading import pages_of

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/picture.png",
        "https://example.org/sheet.css",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "qms-static:../config.py",
        "qms-static:css/%2e%2e/%2e%2e/config.py",
        "qms-static:js/frame.js",
        "qms-static:/etc/passwd",
        "data:text/html,<p>hello</p>",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "relative.css",
    ],
)
def test_nothing_from_elsewhere_is_opened(url: str) -> None:
    with pytest.raises(RefusedUrlError):
        fetch(url)


def test_our_own_sheets_and_pictures_that_the_page_carries_are_read() -> None:
    body, kind = fetch("qms-static:css/sheet.css")
    assert kind == "text/css"
    assert b".sheet" in body
    assert fetch(picture_address(SQUARE)) == (SQUARE.encode(), "image/svg+xml")


class _Heard(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def listener() -> Iterator[Any]:
    """A server on this machine that notes what it is asked for."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Heard)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_page_that_names_other_places_is_printed_without_asking_them(listener: Any) -> None:
    there = f"http://127.0.0.1:{listener.server_address[1]}"
    within = picture_address(SQUARE.replace("<rect", f'<image href="{there}/e.png"/><rect'))
    html = f"""<!doctype html><html lang="en-GB"><head><title>T</title><link rel="stylesheet" href="{there}/a.css">
      <style>@import url("{there}/b.css"); body {{ background: url("{there}/c.png") }}</style></head>
      <body><p>Words</p><img alt="A picture" src="{there}/d.png"><img alt="Another" src="file:///etc/hostname">
      <img alt="Within" src="{within}"></body></html>"""
    assert pages_of(write_fitting_pdf([lambda: html])) == 1
    assert listener.asked == []


def test_the_first_attempt_that_fits_is_taken_and_the_last_in_any_case() -> None:
    def page(lines: int) -> str:
        return f"<!doctype html><html lang='en-GB'><title>T</title><body>{'<p>Words</p>' * lines}</body></html>"

    assert pages_of(write_fitting_pdf([lambda: page(500), lambda: page(3)])) == 1
    assert pages_of(write_fitting_pdf([lambda: page(500), lambda: page(400)])) > 1


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'\nand more")

    monkeypatch.setattr(importlib, "import_module", fail)
    monkeypatch.setattr(printing, "missing_library", missing_library.__wrapped__)
    with pytest.raises(NoPrintingError, match="libpangoft2") as refused:
        write_fitting_pdf([lambda: "<p>Words</p>"])
    assert "and more" not in str(refused.value)
