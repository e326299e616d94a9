"""The suite's set-up is in `parvis.kernel.testing`; this file only says so."""

pytest_plugins = [
    "parvis.kernel.testing.plugin",
    "parvis.kernel.testing.cast",
    "parvis.kernel.testing.site",
    "parvis.kernel.testing.browser",
]
