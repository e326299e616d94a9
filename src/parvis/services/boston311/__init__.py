"""Brings the service requests that Boston publishes (dataset "311 Service Requests") into reports.

A module of its own, so that nothing of one city stands in the others' way: delete the folder and only the import
is gone.
"""
