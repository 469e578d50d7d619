"""`/admin/rehearsal`: the text phone, and the calls that are kept as checks."""

from admin.setup.rehearsal import checks, text_phone
from admin.setup.rehearsal.room import rehearsal

__all__ = ["checks", "rehearsal", "text_phone"]
