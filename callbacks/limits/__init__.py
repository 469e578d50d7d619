"""Whom we may ring back, how often and at what cost: the dial gate."""
