"""Improvement projects."""
