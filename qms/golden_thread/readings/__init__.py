"""Readings: what the chart of each series says now, and the signals that follow."""
