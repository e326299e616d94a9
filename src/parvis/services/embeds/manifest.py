"""What embeds says about itself. It keeps nothing: everything is read from the public reports."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest

MANIFEST = Manifest(
    module="embeds",
    title=_("On your site"),
    promise=_("Show what the city was told and what it plans on your own site or in your calendar."),
    icon="share-network",
    question="",
    entry="embeds:builder",
    verbs=(),
)
