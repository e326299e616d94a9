"""Areas with dates of validity, point in area, cells, address search from local data, the base map."""
