"""Noise by superposition of powers: what each source does at the output, proved, and in numbers."""
