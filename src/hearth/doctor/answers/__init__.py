"""What was seen of questions and answers, counted, so that checks can judge it."""
