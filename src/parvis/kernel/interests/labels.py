"""The words for skills, reaches and slots, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.interests.rules import Reach, Slot

SKILLS = {
    "tools": _("repair things"),
    "gardening": _("work with plants"),
    "lifting": _("lift and carry"),
    "driving": _("drive"),
    "cooking": _("cook"),
    "animals": _("care for animals"),
    "first-aid": _("first aid"),
    "digital": _("help with phones and computers"),
    "forms": _("help with letters and forms"),
    "teaching": _("teach"),
    "listening": _("listen and keep company"),
    "languages": _("translate"),
}
REACHES = {
    Reach.HOME: _("only in my neighbourhood"),
    Reach.NEAR: _("within half an hour on foot"),
    Reach.CITY: _("anywhere in the city"),
}
SLOTS = {
    Slot.DAY: _("on weekdays by day"),
    Slot.EVENING: _("on weekdays in the evening"),
    Slot.WEEKEND: _("at the weekend"),
}
