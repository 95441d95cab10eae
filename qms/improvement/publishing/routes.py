"""Every view module of publishing."""

from qms.improvement.publishing import edition_views, file_views, views

__all__ = ["edition_views", "file_views", "views"]
