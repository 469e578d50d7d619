"""Webhooks of ours: signed, sent to the public internet alone, tried again, and written into a log."""
