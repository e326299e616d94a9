"""Which addresses give data away to programs, and are closed while a breach asks for it. Rooms register theirs."""

_closable: set[str] = set()
# What describes an interface gives nothing away.
_HARMLESS = frozenset({"api:openapi-json"})


def close_in_a_breach(*names: str) -> None:
    """Register names of addresses, or with a colon at the end all of a namespace."""
    _closable.update(names)


def is_closable(name: str) -> bool:
    """Whether the address of this name gives data away."""
    if name in _HARMLESS:
        return False
    return name in _closable or f"{name.partition(':')[0]}:" in _closable
