"""
What statements make Hearth do: settings as values, free of their spelling.

`effective` makes a `model.Settings` of statements; `difference` compares two.
"""
