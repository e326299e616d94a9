"""What neighbours can do near you, and what they did: the list, the office's page, the API and the open data.

The promise: one list of what waits for a hand, near you first. It only reads; what is done, is done in `helping`.
"""
