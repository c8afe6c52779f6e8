"""From trees to claims: statements, the conditions they are said under, and what they are about."""
