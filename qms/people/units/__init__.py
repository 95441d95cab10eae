"""The pages of the unit tree; they stand here because the organisation's layer knows nothing of who may do what."""
