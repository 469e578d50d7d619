"""What reports tell: calls, talks, promises, cases and people, counted as they end and read for any period."""
