"""What an office can answer without an account, and whose mail is whose. Plain Python."""

from enum import StrEnum


class Deed(StrEnum):
    """What an office says that it does, or did."""

    WORDS = "words"
    STARTED = "started"
    DONE = "done"
    NOT_FOUND = "not_found"
    NO_ACTION = "no_action"
    NOT_OURS = "not_ours"


def needs_words(deed: Deed) -> bool:
    """Beginning explains itself; everything else is read by people who want to know."""
    return deed is not Deed.STARTED


def message_id(key: str, host: str) -> str:
    """The number of a letter (RFC 5322), the same in every try, so that mail programs show a repeat once."""
    return f"<{key.replace(':', '.')}@{host}>"


def tag_of(key: str) -> str:
    """A key as it can stand in an address."""
    return key.replace(":", "_")


def key_in(tag: str) -> str:
    """The key that stands in an address."""
    return tag.replace("_", ":")


def same_house(one: str, other: str) -> bool:
    """True where two addresses belong to one domain: colleagues answer for each other."""
    return one.rpartition("@")[2].lower() == other.rpartition("@")[2].lower()
