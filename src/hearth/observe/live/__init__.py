"""What is true now: receivers, lines, and one sentence on whether all is well."""
