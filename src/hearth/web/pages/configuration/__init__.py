"""Configuration: the files with their findings, fixes, and the versions of before."""
