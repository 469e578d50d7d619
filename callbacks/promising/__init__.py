"""What is promised, when, and how it is kept, moved or taken back."""
