"""
A diagnosis as text: for people, for other programs, as commands.

Pure functions. No secret is in any of it, since none is in a fact.
"""
