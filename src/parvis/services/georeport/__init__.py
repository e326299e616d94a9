"""The language of Open311 GeoReport v2, for whoever speaks it: its calls, its forms, its statuses. Plain Python,
but for the calls that go out.

Standard: open311.org, with the additions that are in use (pages, extensions, a box, a circle, bulk CSV) and mySociety's
dialect for news about a request.
"""
