"""From results to charts: what is worth drawing of a study or a budget, one kind of curve a file."""
