"""`hotline doctor`: looks at everything the line depends on, and says what to do about each fault."""
