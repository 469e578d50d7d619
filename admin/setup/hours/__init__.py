"""Weekly hours, holidays, closures, and closing by hand."""
