"""The ward's own page."""
