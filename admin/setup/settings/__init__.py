"""Everything else of the shop file, and every line that was."""
