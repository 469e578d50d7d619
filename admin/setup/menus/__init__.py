"""The menus: draft, faults while typing, what changes, publish, versions."""
