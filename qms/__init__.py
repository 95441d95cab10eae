"""Quality management for NHS trusts."""

__version__ = "0.2.0"
