"""What neighbours may ask of openings."""

from parvis.services.openings.queries import Open, Opened, areas, open_to_neighbours, opened_for

__all__ = ["Open", "Opened", "areas", "open_to_neighbours", "opened_for"]
