"""What several pages need: their frame, numbers in words, verdicts, questions asked."""
