"""Signing in and out, and slowing down whoever guesses."""
