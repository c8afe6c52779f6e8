"""The worked example: values in engineering notation, exact evaluation, and the error budget."""
