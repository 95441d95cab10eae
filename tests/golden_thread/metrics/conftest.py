"""Fixtures of the metrics' tests."""

import pytest

from tests.builder import Builder
from tests.golden_thread.metrics.team import Team


@pytest.fixture
def team(build: Builder) -> Team:
    """The trust, its ward and its three signatories."""
    return Team(build)
