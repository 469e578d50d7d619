"""Who takes this call, and when: opening hours, menu walk, choice of agent, distribution."""
