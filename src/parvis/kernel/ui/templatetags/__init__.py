"""Template tags of the house; built in, so that no template has to load them."""
