"""Invitations: a project outside the units of whoever invites it joins when its own people say so."""
