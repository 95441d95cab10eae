"""Finding a coach or a fellow."""
