"""Layers: how an office says what of its things stand in the street, and prints the labels for them.

The promise: whatever carries a label can be reported by scanning it. Codes follow ISO/IEC 18004 (QR). The room keeps
nothing of its own: layers and things are in assets.
"""
