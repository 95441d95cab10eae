"""Quality plans."""
