"""Services as a city offers them, the registry of modules and their manifests."""
