"""A floor to measure on: simulated days under our rules, and the same days under the published rules of others."""
