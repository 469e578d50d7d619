"""Which agent, for whom, now."""
