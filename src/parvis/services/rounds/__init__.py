"""Somebody of the office comes and looks, today, by a short way past all of the reports that they chose."""
