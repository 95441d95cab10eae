"""Learners: people who were trained, with or without an account, and where they work."""
