"""Ground floor: what every service stands on. It never names a service."""
