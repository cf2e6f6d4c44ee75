"""
The language of CCcam.cfg: what stands where, free of what it means.

The way through: `document` (bytes and lines), `parse` (statements, each with
its place), `cut` (fields and braces). What is wrong goes to `problems`.
"""
