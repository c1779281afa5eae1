"""How a record behaves as it grows: generated articles, and what they cost."""
