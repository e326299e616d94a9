"""Web push: a notice rings on the devices that a person chose, and its words are read by nobody on the way.

Follows RFC 8030 (push), RFC 8291 (sealing) and RFC 8292 (VAPID).
"""
