"""Parvis: the platform on which a city runs public services with its people."""

__version__ = "0.1.0"
