"""The laboratory: a home that is made up, from its card to its channels."""
