"""What projects publish."""
