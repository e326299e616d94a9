"""Tests of Open311."""
