"""What neighbours may use of the language of text messages."""

from parvis.services.gsm.actions import DEMO, ForgedError, Gateway, UnsentError, Webhook, gateway
from parvis.services.gsm.engine.alphabet import SEGMENTS_AT_MOST, fitted, segments
from parvis.services.gsm.engine.delivery import Outcome, outcome_of
from parvis.services.gsm.engine.forms import (
    SIGNATURE,
    FormError,
    Text,
    e164,
    hushed,
    is_signed,
    masked,
    read_text,
    signature_of,
)
from parvis.services.gsm.engine.keywords import (
    Deed,
    Keyword,
    choice_in,
    keyword_in,
    language_in,
    number_in,
    numbered,
    without,
)

__all__ = [
    "DEMO",
    "SEGMENTS_AT_MOST",
    "SIGNATURE",
    "Deed",
    "ForgedError",
    "FormError",
    "Gateway",
    "Keyword",
    "Outcome",
    "Text",
    "UnsentError",
    "Webhook",
    "choice_in",
    "e164",
    "fitted",
    "gateway",
    "hushed",
    "is_signed",
    "keyword_in",
    "language_in",
    "masked",
    "number_in",
    "numbered",
    "outcome_of",
    "read_text",
    "segments",
    "signature_of",
    "without",
]
