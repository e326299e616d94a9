"""Forms of reports: the way in, words of residents, the office, filters."""
