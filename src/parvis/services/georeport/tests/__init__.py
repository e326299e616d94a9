"""Tests of the language of Open311."""
