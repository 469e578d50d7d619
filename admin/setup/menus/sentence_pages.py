"""`/admin/menus/sentences`."""
