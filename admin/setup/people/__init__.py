"""Agents, supervisors and admins: who they are, what they may, how they ring."""
