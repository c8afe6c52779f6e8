"""Lines with numbers: values that are given, results to the digits printed, decibels, what is said at one
frequency."""
