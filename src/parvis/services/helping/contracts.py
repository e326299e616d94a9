"""What neighbours may ask of helping."""

from parvis.services.helping.actions import judge, prove, take
from parvis.services.helping.queries import Look, Offer, jobs_for, last_judged, offers_at, tallies
from parvis.services.helping.rules import State

__all__ = ["Look", "Offer", "State", "jobs_for", "last_judged", "offers_at", "tallies"]
__all__ += ["judge", "prove", "take"]
