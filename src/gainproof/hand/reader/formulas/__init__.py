"""From tokens to trees: where a statement ends, its sides, its grammar."""
