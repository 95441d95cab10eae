"""The outbox: what is to be mailed is stored with the fact that it tells of, and posted afterwards."""
