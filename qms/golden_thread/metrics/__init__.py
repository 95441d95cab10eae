"""Metrics: agreed operational definitions, and the series that they are measured as."""
