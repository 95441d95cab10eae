"""Improvement capability."""
