"""Every address of the house. Services bring their own; none is named outside this file and the settings."""

from django.urls import include, path

from parvis.interfaces.api.urls import api
from parvis.kernel.assessing.urls import office_urls as office_assessments
from parvis.kernel.assurance.urls import office_urls as office_assurance
from parvis.kernel.backups.urls import office_urls as office_backups
from parvis.kernel.breaches.urls import office_urls as office_breaches
from parvis.kernel.endorsements.urls import office_urls as office_endorsements
from parvis.kernel.facts.urls import people_urls
from parvis.kernel.nudges.urls import office_urls as office_nudges
from parvis.kernel.postal.urls import office_urls as office_letters
from parvis.kernel.programs.urls import office_urls as office_programs
from parvis.services.appeals.urls import office_urls as office_appeals
from parvis.services.assets.urls import label_urls
from parvis.services.calls.urls import office_urls as office_calls
from parvis.services.carrier.urls import links
from parvis.services.carrier.urls import office_urls as office_carrier
from parvis.services.composer.urls import office_urls as office_services
from parvis.services.counter.urls import claim_urls
from parvis.services.counter.urls import office_urls as office_counter
from parvis.services.decisions.urls import office_urls as office_decisions
from parvis.services.figures.urls import moved_urls as moved_figures
from parvis.services.figures.urls import office_urls as office_figures
from parvis.services.kept.urls import office_urls as office_kept
from parvis.services.kiosk.urls import office_urls as office_kiosks
from parvis.services.moderation.urls import office_urls as office_moderation
from parvis.services.neighbours.urls import office_urls as office_helping
from parvis.services.offices.urls import office_urls as office_offices
from parvis.services.reports.urls import office_urls
from parvis.services.routing.urls import office_urls as office_routing
from parvis.services.sms.urls import texts_in
from parvis.services.storms.urls import office_urls as office_storms
from parvis.services.targets.urls import office_urls as office_targets

urlpatterns = [
    path("", include("parvis.interfaces.site.urls")),
    path("account/data/archive/", include("parvis.kernel.takeaway.urls")),
    path("account/data/", include("parvis.kernel.keeping.urls")),
    path("account/endorsements/", include("parvis.kernel.endorsements.urls")),
    path("account/facts/", include("parvis.kernel.facts.urls")),
    path("account/blocks/", include("parvis.kernel.blocks.urls")),
    path("people/", include((people_urls, "shown"))),
    path("account/residence/letter/", include("parvis.kernel.postal.urls")),
    path("account/residence/vouching/", include("parvis.kernel.vouching.urls")),
    path("account/residence/", include("parvis.kernel.assurance.urls")),
    path("account/limits/", include("parvis.kernel.trust.urls")),
    path("account/consents/", include("parvis.kernel.consents.urls")),
    path("account/programs/", include("parvis.kernel.programs.urls")),
    path("account/", include("parvis.kernel.people.urls")),
    path("account/interests/", include("parvis.kernel.interests.urls")),
    path("invitations/", include("parvis.kernel.invitations.urls")),
    path("nudges/", include("parvis.kernel.nudges.urls")),
    path("office/nudges/", include((office_nudges, "office-nudges"))),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/elsewhere/", include("parvis.kernel.providers.urls")),
    path("ui/", include("parvis.kernel.ui.urls")),
    path("places/", include("parvis.kernel.places.urls")),
    path("files/", include("parvis.kernel.files.urls")),
    path("notices/live/", include("parvis.kernel.live.urls")),
    path("notices/devices/", include("parvis.kernel.push.urls")),
    path("notices/figures/", include("parvis.kernel.deliveries.urls")),
    path("notices/preferences/", include("parvis.kernel.wishes.urls")),
    path("notices/", include("parvis.kernel.notices.urls")),
    path("gate/", include("parvis.kernel.gate.urls")),
    path("data/", include("parvis.interfaces.portal.urls")),
    path("office/", include("parvis.interfaces.office.urls")),
    path("health/", include("parvis.kernel.replicas.urls")),
    path("backups/", include("parvis.kernel.backups.urls")),
    path("office/assurance/", include((office_assurance, "office-assurance"))),
    path("office/endorsements/", include((office_endorsements, "office-endorsements"))),
    path("office/letters/", include((office_letters, "office-letters"))),
    path("privacy/assessments/", include("parvis.kernel.assessing.urls")),
    path("privacy/breaches/", include("parvis.kernel.breaches.urls")),
    path("privacy/", include("parvis.kernel.purposes.urls")),
    path("office/assessments/", include((office_assessments, "office-assessments"))),
    path("office/privacy/", include("parvis.kernel.officer.urls")),
    path("office/privacy/breaches/", include((office_breaches, "office-breaches"))),
    path("office/backups/", include((office_backups, "office-backups"))),
    path("office/programs/", include((office_programs, "office-programs"))),
    path("office/figures/", include((office_figures, "office-figures"))),
    path("office/reports/figures/", include((moved_figures, "moved-figures"))),
    path("office/reports/", include((office_urls, "office-reports"))),
    path("around/", include("parvis.services.around.urls")),
    path("reports/", include("parvis.services.reports.urls")),
    path("figures/", include("parvis.services.figures.urls")),
    path("embed/", include("parvis.services.embeds.urls")),
    path("office/openings/", include("parvis.services.openings.urls")),
    path("helping/", include("parvis.services.neighbours.urls")),
    path("helping/", include("parvis.services.helping.urls")),
    path("office/helping/", include((office_helping, "office-helping"))),
    path("orders/", include("parvis.services.workmail.urls")),
    path("offices/", include("parvis.services.offices.urls")),
    path("office/offices/", include((office_offices, "office-offices"))),
    path("storms/", include("parvis.services.storms.urls")),
    path("office/storms/", include((office_storms, "office-storms"))),
    path("services/", include("parvis.services.composer.urls")),
    path("office/services/", include((office_services, "office-services"))),
    path("decisions/", include("parvis.services.decisions.urls")),
    path("office/decisions/", include((office_decisions, "office-decisions"))),
    path("promises/", include("parvis.services.kept.urls")),
    path("office/promises/", include((office_kept, "office-kept"))),
    path("targets/", include("parvis.services.targets.urls")),
    path("office/targets/", include((office_targets, "office-targets"))),
    path("appeals/", include("parvis.services.appeals.urls")),
    path("office/appeals/", include((office_appeals, "office-appeals"))),
    path("moderation/", include("parvis.services.moderation.urls")),
    path("office/moderation/", include((office_moderation, "office-moderation"))),
    path("rounds/", include("parvis.services.rounds.urls")),
    path("rounds/", include("parvis.services.findings.urls")),
    path("office/defects/", include("parvis.services.defects.urls")),
    path("office/layers/", include("parvis.services.layers.urls")),
    path("adoptions/", include("parvis.services.adoptions.urls")),
    path("assets/", include("parvis.services.assets.urls")),
    path("a/", include((label_urls, "asset-labels"))),
    path("office/letterbox/", include("parvis.services.letterbox.urls")),
    path("office/sms/", include("parvis.services.sms.urls")),
    path("office/carrier/", include((office_carrier, "office-carrier"))),
    path("sms/in/", include((texts_in, "sms-in"))),
    path("sms/delivered/", include("parvis.services.carrier.urls")),
    path("r/", include((links, "sms-link"))),
    path("claim/", include((claim_urls, "claim"))),
    path("kiosk/", include("parvis.services.kiosk.urls")),
    path("office/kiosks/", include((office_kiosks, "office-kiosks"))),
    path("office/counter/", include((office_counter, "office-counter"))),
    path("thanks/", include("parvis.services.thanks.urls")),
    path("calls/", include("parvis.services.calls.urls")),
    path("office/calls/", include((office_calls, "office-calls"))),
    path("routing/", include("parvis.services.routing.urls")),
    path("office/routing/", include((office_routing, "office-routing"))),
    path("office/dispatch/", include("parvis.services.dispatch.urls")),
    path("waits/", include("parvis.services.waits.urls")),
    path("open311/", include("parvis.services.open311.urls")),
    path("api/v1/", api.urls),
]
handler400 = "parvis.kernel.ui.views.unreadable"
handler403 = "parvis.kernel.ui.views.refused"
handler404 = "parvis.kernel.ui.views.absent"
handler500 = "parvis.kernel.ui.views.broken"
