"""What neighbours may use of the language of e-mail."""

from parvis.services.mime.engine.reading import MOST_BYTES, Fault, Mail, UnreadableError, digest_of, read

__all__ = ["MOST_BYTES", "Fault", "Mail", "UnreadableError", "digest_of", "read"]
