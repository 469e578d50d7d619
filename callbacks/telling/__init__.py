"""Texts, mails and words: customers and people in charge are told."""
