"""Which cards there are, and who is told of them."""
