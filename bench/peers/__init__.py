"""The same work as others do it: re-implemented plainly, so that both run here under one server."""
