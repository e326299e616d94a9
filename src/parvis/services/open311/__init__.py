"""Any program may ask the city what was reported, and report in turn, in the words of a public standard.

Open311 GeoReport v2, with the additions that are in use (pages, extensions, a box, a circle, bulk CSV), and mySociety's
dialect for news about a request ("service request updates").
"""
