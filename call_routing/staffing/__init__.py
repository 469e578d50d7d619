"""How many people a line needs: what theory says of its own figures."""
