"""Photos and documents of a project, and of entries in its log."""
