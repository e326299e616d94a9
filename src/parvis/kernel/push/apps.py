"""Registers the kernel package `push` with Django."""

from django.apps import AppConfig


class PushConfig(AppConfig):
    name = "parvis.kernel.push"
    label = "push"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the channel, and say what is kept of devices and which key they hold."""
        from parvis.kernel.consents.contracts import Asking, ask_for
        from parvis.kernel.dictionary.registry import hold_keys
        from parvis.kernel.keeping.registry import hand_on, keep, on_leaving, show
        from parvis.kernel.push.actions import forget_devices, remove_all
        from parvis.kernel.push.kept import CONSENT, HANDLING, RECIPIENTS, RULES, SECTIONS, TITLE

        keep("push", TITLE, RULES, HANDLING)
        hand_on("push", RECIPIENTS)
        hold_keys("push", {"Device.secret": "with the city's own key, the notices that a device shows"})
        show(SECTIONS)
        ask_for(Asking(CONSENT, remove_all))
        on_leaving("push", forget_devices)
