"""A kept file on its way out: to be saved, never run."""

import io

from flask import Response, send_file
from werkzeug.exceptions import NotFound

from qms.improvement.files import keeping
from qms.improvement.files.models import KeptFile

# Nothing that somebody uploaded runs, fetches or frames anything, should a browser ever show it as a page.
SEALED = "default-src 'none'; sandbox"


def sent(kept: KeptFile) -> Response:
    """The whole file. Raises NotFound where its bytes are gone."""
    return _sent(kept, kept.mimetype, small=False)


def sent_small(kept: KeptFile) -> Response:
    """The small picture of a picture. Raises NotFound for anything else."""
    if not kept.is_picture:
        raise NotFound
    return _sent(kept, "image/jpeg", small=True)


def _sent(kept: KeptFile, mimetype: str, *, small: bool) -> Response:
    path = keeping.path_of(kept.shelf, kept.sha256, small=small)
    if not path.exists():
        raise NotFound("This file is no longer here. It may be in a backup: ask your administrator.")
    answer = send_file(
        io.BytesIO(path.read_bytes()),
        mimetype=mimetype,
        as_attachment=True,
        download_name=kept.name,
        conditional=False,
        etag=False,
    )
    answer.headers["Content-Security-Policy"] = SEALED
    # A small picture may be kept by the browser for a while; whole files are read anew, as they may have been removed.
    answer.headers["Cache-Control"] = "private, max-age=600" if small else "no-store"
    return answer
