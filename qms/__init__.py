"""Quality management for NHS trusts."""

__version__ = "0.3.0"
