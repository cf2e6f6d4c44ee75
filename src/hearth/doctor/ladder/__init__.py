"""The probe of a line: it climbs from the name look-up to an answered question."""
