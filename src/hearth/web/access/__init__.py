"""
Who may look: where WebInfo listens, and what it asks of those who come.

In the order in which a request meets them: `doors` (addresses), `connections`
(limits), `guard` (everything that is asked of a request), with `hosts`,
`passwords`, `sessions` and `forgery` as its rules; `login` is the log-in page.
"""
