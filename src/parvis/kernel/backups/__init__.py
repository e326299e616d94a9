"""A backup each night that only the city's own key opens, and a drill that shows that it can be brought back.

Written as age files (age-encryption.org/v1) of plain tar archives: other tools open them without Parvis.
"""
