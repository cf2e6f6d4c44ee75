"""The pages that people read: one module each, and the frame around them."""
