"""The month's round-up, on a page and by mail."""
