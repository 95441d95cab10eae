"""Quality improvement: projects and PDSA cycles."""
