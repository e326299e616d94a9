"""Upper floor: the doors through which people and programs come in."""
