"""The jobs: id, cadence and function, in one table."""
