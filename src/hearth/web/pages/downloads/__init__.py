"""What can be taken away: ECMs as CSV and JSON, and the diagnostics bundle."""
