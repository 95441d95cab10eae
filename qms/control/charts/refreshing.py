"""Bring readings and signals up to date with the measurements, in the transaction that changed them."""

from collections.abc import Sequence

from qms.people.models import Person


def refresh_readings(series_ids: Sequence[int], *, by: Person) -> None:
    """Recompute the readings and signals of these series."""
