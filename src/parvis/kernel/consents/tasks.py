"""Periodic work on consents."""

from parvis.kernel.consents.actions import end_what_was_said_to_former_words
from parvis.kernel.jobs.work import every


@every("*/10 * * * *", "consents.end")
def end_what_counts_no_more() -> None:
    """After an update with new words: what rested on a yes to the former ones."""
    end_what_was_said_to_former_words()
