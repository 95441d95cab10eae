"""The same thread as for the tests of objectives."""

from tests.golden_thread.objectives.conftest import thread

__all__ = ["thread"]
