"""Signals: what was said and done about each."""
