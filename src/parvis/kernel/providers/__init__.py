"""Signing in with an account that people have elsewhere, such as the state's: OpenID Connect Core 1.0, code flow.

The city names one provider it believes, and which claim of it says that somebody lives here. Of all that the provider
tells we keep an identifier and that one yes or no.
"""
