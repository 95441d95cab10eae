"""Objectives: a tree of aims from the board to the ward."""
