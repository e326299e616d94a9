"""Carries text messages to a gateway: once, not at night, never to whoever said STOP, and not above what the city pays.

The promise: STOP is the last word, nobody is woken up, and nobody can run up the city's bill.
Speaks the form of Twilio's Messages resource, which many gateways accept, and hears their signed webhooks.
"""
