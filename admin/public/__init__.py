"""What everybody may see: when and how the shop can be reached, and the form "we ring you back"."""
