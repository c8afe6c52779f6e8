"""Every line of a work judged: the route through the questions, and the verdicts that need the whole work."""
