"""What the house tells other programs: signed webhooks and tokens."""
