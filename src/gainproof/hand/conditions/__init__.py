"""What a line holds under: parts set equal, sources off, limits, designs; how long it holds, and whether
the line then does."""
