"""Uploads as a person makes them: a file chosen, its columns said, the last button pressed."""

import io
from typing import Any

from werkzeug.test import TestResponse

from tests.page_client import PageClient

NEW = "/control/uploads/new"
LONG = {"metric_column": "metric", "unit_column": "unit", "period_column": "period"}
RATIO = LONG | {"numerator_column": "numerator", "denominator_column": "denominator"}


def bring(client: PageClient, content: bytes | str, name: str = "falls.csv", **fields: str) -> TestResponse:
    """Choose the file and continue."""
    data = content.encode() if isinstance(content, str) else content
    return client.submit(NEW, {"file": (io.BytesIO(data), name), **fields}, content_type="multipart/form-data")


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
