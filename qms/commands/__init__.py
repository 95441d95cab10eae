"""The commands of `qms`, one file each; `qms/cli.py` is their table of contents."""
