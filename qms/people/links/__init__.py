"""Signed links by mail: invitations, and choosing a new password."""
