"""When a coach was last in touch with a project."""
