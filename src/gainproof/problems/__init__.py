"""Problems to set: variants of a circuit with new values, keys that are proved, solutions worked in full."""
