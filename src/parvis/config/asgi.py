"""The server entry point: pages, API and live streams in one ASGI application."""

import gc
import os

from parvis.kernel.serving import serve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings.dev")

application = serve()


def keep_for_good() -> None:
    """What is loaded by now stays until the end, so the collector need not look through it again.

    Without this a reader waits a tenth of a second, now and then, while all of it is looked through for rubbish.
    """
    gc.collect()
    gc.freeze()


keep_for_good()
