"""Who is on which project."""
