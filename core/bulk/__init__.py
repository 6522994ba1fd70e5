"""Many rows changed at once: what would change is shown first, a reason is kept, and all of it can be taken back."""
