"""
In plain words: what a rule, a directive or a whole line means.

`meanings` has the words, `fields` puts them to the pieces of a line, `topics`
finds what somebody asks for, `as_text` writes it for a terminal, and `pages`
makes the pages of the documentation. No secret is in any of it.
"""
