"""Measurements: entered, pasted, uploaded, revised and rolled up."""
