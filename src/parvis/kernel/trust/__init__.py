"""Flags, moderation with reasons, rate limits."""
