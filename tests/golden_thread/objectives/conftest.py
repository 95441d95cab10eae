"""The thread that most tests here start from."""

import pytest

from tests.builder import Builder
from tests.golden_thread.objectives.thread import Thread


@pytest.fixture
def thread(build: Builder) -> Thread:
    """A trust with objectives from the board to a ward."""
    return Thread(build)
