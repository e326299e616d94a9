"""What neighbours may ask of findings."""

from parvis.services.findings.actions import Given, hand_in
from parvis.services.findings.queries import found_by, handed_in, priorities_of

__all__ = ["Given", "found_by", "hand_in", "handed_in", "priorities_of"]
