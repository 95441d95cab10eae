"""Somebody who reads the library."""

import pytest

from tests.improvement.conftest import Place
from tests.page_client import PageClient


@pytest.fixture
def reading(client: PageClient, place: Place) -> PageClient:
    """Somebody without any role, who may read."""
    return client.sign_in(place.reader)
