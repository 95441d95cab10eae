"""Driver diagrams."""
