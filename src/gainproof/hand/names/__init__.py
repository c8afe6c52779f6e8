"""Whoever writes gives names, with words or without: what they stand for is read off the lines and the
circuit."""
