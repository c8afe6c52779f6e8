"""How a circuit's quantities are spelled, and what a spelling stands for."""
