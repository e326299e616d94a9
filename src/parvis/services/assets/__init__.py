"""Assets: what the city put in its streets. Street lights, bins, hydrants, trees, each with a code on its label.

The promise: tap the thing or scan its label, and your report knows what it is about; its page shows all that ever
happened to it. Layers come from the city's own tables, from GeoJSON (RFC 7946) or from OpenStreetMap.
"""
