"""The arithmetic behind reports, usable without the platform. No Django."""
