"""Uploads as a person makes them: a file chosen, its columns said, the last button pressed."""

import io
from typing import Any

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.page_client import PageClient

NEW = "/control/uploads/new"
LONG = {"metric_column": "metric", "unit_column": "unit", "period_column": "period"}
RATIO = LONG | {"numerator_column": "numerator", "denominator_column": "denominator"}


def bring(client: PageClient, content: bytes | str, name: str = "falls.csv", **fields: str) -> TestResponse:
    """Choose the file and continue."""
    data = content.encode() if isinstance(content, str) else content
    client.get(NEW)
    # Encoded here: the test client's own encoder leaves its temporary file open when a file is big.
    boundary, body = encode_multipart({"csrf_token": client.token, "file": FileStorage(io.BytesIO(data), name), **fields})
    return client.post(NEW, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def url_of(answer: TestResponse) -> str:
    """The upload's address, where the answer led to it."""
    assert answer.status_code == 303, answer.text
    return answer.location


def previewed(
    client: PageClient, content: bytes | str, columns: dict[str, Any] | None = None, **more: Any
) -> tuple[str, str]:
    """(the upload's address, its preview) with these columns."""
    url = url_of(bring(client, content, **more))
    answer = client.submit(f"{url}/columns", columns or RATIO)
    assert answer.status_code == 303, answer.text
    return url, client.get(url).text
