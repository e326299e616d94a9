"""What neighbours may ask of helping."""

from parvis.services.helping.actions import judge, prove, take
from parvis.services.helping.queries import Look, Offer, Tally, jobs_for, last_judged, offers_at, tallies
from parvis.services.helping.rules import State

__all__ = [
    "Look",
    "Offer",
    "State",
    "Tally",
    "jobs_for",
    "judge",
    "last_judged",
    "offers_at",
    "prove",
    "take",
    "tallies",
]
