"""What one typed beside what is stored now; `check_edit` of the same module does all that an edit page needs."""

from qms.kernel.editing import differences

__all__ = ["differences"]
