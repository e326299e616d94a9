"""What neighbours may ask of moderation."""

from parvis.services.moderation.actions import give_back
from parvis.services.moderation.policies import may_read_decision, may_take_away

__all__ = ["give_back", "may_read_decision", "may_take_away"]
