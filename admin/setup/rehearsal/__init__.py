"""A call played on paper: what the real line would say, decide and write down."""
