"""Uploads in the browser: choose, map the columns, see what would change, store."""
