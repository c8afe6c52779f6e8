"""The documents themselves: their formats, front matter, passages and tables."""
