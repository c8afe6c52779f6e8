"""From characters to tokens: LaTeX and other spellings, names, numbers, units of measure."""
