"""Collaboratives: many teams that learn together how to reach one aim, in sessions with action periods between them.

The shape is that of the Breakthrough Series (Institute for Healthcare Improvement, 2003)."""
