"""Long lists, newest first, a page at a time: what the JSON API shows of what is remembered."""
