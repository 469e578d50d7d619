"""The shop file: everything that an admin can set, as one YAML text: read, checked, compared, written."""
