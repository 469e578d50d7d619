"""The panel of supervisors and admins: what happened, to look through."""
