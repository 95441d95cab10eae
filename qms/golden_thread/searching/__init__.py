"""Search over units, metrics, objectives and what the rooms keep."""
