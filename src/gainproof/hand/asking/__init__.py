"""What all questions share: the memory of the work (`state`), the ways to a limit, and the verdict “false”
(`refuting`)."""
