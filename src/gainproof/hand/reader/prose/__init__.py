"""What words say: where formulas stand in plain text, what leads to them, what is set and named in words."""
