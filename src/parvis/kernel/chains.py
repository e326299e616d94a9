"""Who acts, and who after them: a chain of offices that ends at the public desk. Plain Python."""

from collections.abc import Container, Sequence


def next_holder(chain: Sequence[int], holder: int, absent: Container[int] = ()) -> int | None:
    """Who takes over from `holder`, past those who are absent; None at the end, where the public desk keeps it."""
    after = chain[chain.index(holder) + 1 :]
    return next((each for each in after if each not in absent or each == chain[-1]), None)


def first_holder(chain: Sequence[int], absent: Container[int] = ()) -> int:
    """Who must act first: the first who is there, at the end the last of the chain in any case."""
    return next((each for each in chain if each not in absent), chain[-1])


def rightful_holder(
    chain: Sequence[int], holder: int, owner: int, absent: Container[int], *, is_broken: bool
) -> int:
    """Who must act when a clock that stood goes on: past those who are absent by now, and back with the owner where
    only an absence had brought it past them."""
    place = chain.index(holder)
    return first_holder(chain[place if is_broken else min(place, chain.index(owner)) :], absent)


def chain_of(owner: int, above: Sequence[int], desk: int) -> tuple[int, ...]:
    """Owner, those above it and behind it, the public desk; each once, the desk last. What the desk owns stays
    there."""
    if owner == desk:
        return (desk,)
    seen = dict.fromkeys((owner, *above))
    seen.pop(desk, None)
    return (*seen, desk)
