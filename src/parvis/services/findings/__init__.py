"""Whoever was there says once what they found, also where there is no network, and nothing of it is lost.

What they find is done by the office's own verbs, on the report as they saw it; everybody sees it before and after.
"""
