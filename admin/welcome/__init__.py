"""The first ten minutes: from an empty store to a published line, in five steps."""
