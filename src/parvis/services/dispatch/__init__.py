"""An office that works in a system of its own gets every report there, and what it does there is told here.

Nothing is sent twice and nothing is lost, whatever the network does. Speaks Open311 GeoReport v2 and mySociety's news.
"""
