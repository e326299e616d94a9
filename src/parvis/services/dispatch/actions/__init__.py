"""The only writers of channels and parcels: setting up, taking up, sending, hearing."""
