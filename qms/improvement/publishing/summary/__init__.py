"""A project on one page of A4."""
