"""Offices: who works for the city, in which role, and when. Everybody reads which offices there are and when they work;
who gives somebody a role says why in public.
"""
