"""HTML to PDF, tagged for screen readers (PDF/UA-1), without a browser and without the network.

WeasyPrint draws it, which needs Debian's Pango libraries beside the Python package. Where these are missing the application
still runs: `missing_library` says what to install, for pages and for `qms check`."""

import importlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any
from urllib.parse import unquote

from qms.paths import STATIC

REMEDY = (
    "PDF files need the libraries libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0. "
    "Run bin/system-packages as root, or install these packages, and start qms again."
)
OWN_FILES = "qms-static:"
"""The scheme by which paper names files of the static folder: "qms-static:css/paper.css"."""
SVG = "data:image/svg+xml"
SUFFIXES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


class NoPrintingError(Exception):
    """PDF cannot be made here; the message says what to install."""


class RefusedUrlError(ValueError):
    """Paper asked for something that is neither a static file of ours nor a picture that it carries itself."""


@cache
def missing_library() -> str:
    """Why no PDF can be made here, with the remedy; empty where all is well."""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        return f"{REMEDY} ({str(error).splitlines()[0][:200]})"
    return ""


def write_fitting_pdf(attempts: Sequence[Callable[[], str]], *, pages: int = 1, zoom: float = 1) -> bytes:
    """The PDF of the first attempt that takes no more than so many pages; the last attempt in any case. Attempts go from the
    one that takes most room to the one that takes least, so that few need to be laid out. `zoom` enlarges the paper with all
    that is on it.

    Raises NoPrintingError where the libraries are missing."""
    document, first, last = None, 0, len(attempts) - 1
    while first < last:
        middle = (first + last) // 2
        tried = _laid_out(attempts[middle]())
        if len(tried.pages) <= pages:
            document, last = tried, middle
        else:
            first = middle + 1
    if document is None:
        document = _laid_out(attempts[-1]())
    return document.write_pdf(zoom=zoom, pdf_variant="pdf/ua-1")


def fetch(url: str) -> tuple[bytes, str]:
    """The bytes and the type of what paper may show: pictures given as SVG in the address, and files of the static folder.

    Raises RefusedUrlError for everything else: other hosts, the disk, other kinds of data, paths out of the folder."""
    if url.startswith(SVG):
        head, _, body = url.partition(",")
        if head != f"{SVG};charset=utf-8":
            raise RefusedUrlError(f"Not a picture of ours: {head}")
        return unquote(body).encode(), "image/svg+xml"
    if not url.startswith(OWN_FILES):
        raise RefusedUrlError(f"Paper shows nothing from elsewhere: {url[:80]}")
    folder = STATIC.resolve()
    path = (folder / unquote(url.removeprefix(OWN_FILES))).resolve()
    if not path.is_relative_to(folder) or path.suffix not in SUFFIXES or not path.is_file():
        raise RefusedUrlError(f"No static file of ours: {url[:80]}")
    return path.read_bytes(), SUFFIXES[path.suffix]


def _laid_out(html: str) -> Any:
    if problem := missing_library():
        raise NoPrintingError(problem)
    weasyprint = importlib.import_module("weasyprint")
    return weasyprint.HTML(string=html, base_url=OWN_FILES, url_fetcher=_fetcher()).render()


@cache
def _fetcher() -> Any:
    """Stands where WeasyPrint would open addresses: no handler for network or disk is ever reached."""
    urls = importlib.import_module("weasyprint.urls")

    class OnlyOurs(urls.URLFetcher):  # type: ignore[name-defined]  # the module is imported when it is needed
        def fetch(self, url: str, headers: Any = None) -> Any:
            body, kind = fetch(url)
            return urls.URLFetcherResponse(url, body, {"Content-Type": kind})

    return OnlyOurs()
