"""The registry of open datasets and their exports.

A module registers a `Dataset` in its `apps.py`: fields, licence, and a function that yields rows already made safe.
Everything else (CSV, GeoJSON, JSON, Parquet, schema, catalogue page) follows from that.
"""
