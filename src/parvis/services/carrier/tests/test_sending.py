"""What goes out to phones, whatever the gateway does."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.testing.jobs import run_jobs
from parvis.kernel.testing.together import together
from parvis.services.carrier.actions import sending
from parvis.services.carrier.actions.lines import hold, keep_thread, start, stop
from parvis.services.carrier.actions.sending import deliver_due, hear_of, say
from parvis.services.carrier.models import Line, Outgoing, Spent, Stopped, Thread
from parvis.services.carrier.tasks import send_what_is_due
from parvis.services.carrier.tests.gateway import SECRET
from parvis.services.gsm import actions as gateways
from parvis.services.gsm.contracts import Outcome, UnsentError


def the_message():
    return Outgoing.objects.get()


def later_on(noon, minutes):
    noon.shift(timedelta(minutes=minutes))
    while deliver_due():
        pass


def test_a_message_goes_out_once_with_a_key_and_a_way_to_say_what_became_of_it(zoe, city_gateway):
    assert say(zoe, "Hello", key="a")
    assert not say(zoe, "Hello", key="a")
    run_jobs()
    (got,) = city_gateway.sent
    assert (got.to, got.words, got.key) == ("+16175550142", "Hello", the_message().public_id)
    assert got.proof == f"AC1:{SECRET}"
    assert got.callback.endswith(f"/sms/delivered/{got.key}/")
    assert (the_message().state, Spent.objects.get().segments) == ("sent", 1)
    assert str(the_message()) == f"sent {got.key}"


def test_deliveries_are_recorded_in_whatever_order_they_are_told(zoe, city_gateway):
    say(zoe, "Hello", key="a")
    run_jobs()
    got = city_gateway.sent[0]
    assert city_gateway.tell(got, "delivered", secret="guessed").status_code == 403
    assert city_gateway.tell(got, "delivered").status_code == 204
    assert city_gateway.tell(got, "sent").status_code == 204
    assert the_message().state == "delivered"
    assert not hear_of("nobody", "sent")


@pytest.mark.django_db
def test_what_became_of_nothing_is_asked_of_nobody(city_gateway, settings):
    from parvis.services.carrier.tests.gateway import Got

    gone = Got("+1", "", "gone", f"{settings.SITE_ADDRESS}/sms/delivered/gone/", "")
    assert city_gateway.tell(gone, "sent").status_code == 404
    settings.SMS_GATEWAY = "demo"
    assert city_gateway.tell(gone, "sent").status_code == 403
    settings.SMS_GATEWAY = ""
    assert city_gateway.tell(gone, "sent").status_code == 404


def test_a_gateway_that_is_down_gets_it_later(zoe, city_gateway, noon, settings):
    address = settings.SMS_GATEWAY
    settings.SMS_GATEWAY = "http://127.0.0.1:1/"
    say(zoe, "Hello", key="a")
    run_jobs()
    assert (the_message().state, the_message().tries) == ("waiting", 1)
    assert "could not be reached" in the_message().error
    assert Spent.objects.get().segments == 0, "What surely did not go out is not paid for."
    settings.SMS_GATEWAY = address
    city_gateway.faults = [503, 429]
    later_on(noon, 1)
    later_on(noon, 2)
    assert city_gateway.sent == []
    later_on(noon, 4)
    assert (the_message().state, len(city_gateway.sent)) == ("sent", 1)


def test_a_gateway_that_stays_down_is_given_up_on_where_people_see_it(zoe, city_gateway, noon, desk, sign_in):
    city_gateway.faults = [503] * 20
    say(zoe, "Hello", key="a")
    for _each in range(12):
        later_on(noon, 64)
    assert the_message().state == "failed"
    page = sign_in(desk).get("/office/carrier/").content.decode()
    assert "Hello" in page
    assert "…142" in page
    assert "+16175550142" not in page


def test_a_refusal_is_shown_without_the_number_that_the_gateway_repeats(zoe, city_gateway):
    city_gateway.faults = [400]
    say(zoe, "Hello", key="a")
    run_jobs()
    assert (the_message().state, the_message().error) == ("failed", "400: No … here")
    assert city_gateway.calls == 1


def test_a_page_where_the_gateway_should_be_is_shown_as_its_status(zoe, city_gateway):
    city_gateway.faults = ["a page"]
    say(zoe, "Hello", key="a")
    run_jobs()
    assert (the_message().state, the_message().error) == ("failed", "404: ")


def test_a_delivery_that_is_told_during_the_call_counts_more_than_its_failure(zoe, city_gateway):
    say(zoe, "Hello", key="a")
    (taken,) = sending._taken_out(5)
    hear_of(taken.public_id, "delivered")
    sending._failed(taken, UnsentError(Outcome.UNSURE, "500"))
    assert the_message().state == "delivered"
    assert Spent.objects.get().segments == 1


@pytest.mark.usefixtures("city_gateway")
def test_the_gateway_for_show_sends_nothing_and_all_is_well(zoe, settings):
    settings.SMS_GATEWAY = "demo"
    say(zoe, "Hello", key="a")
    send_what_is_due.func(timestamp=0)
    assert the_message().state == "sent"


@pytest.mark.parametrize("fault", ["sent, then 500", "sent, then silence"])
def test_a_gateway_that_fails_after_it_sent_does_not_send_twice(zoe, city_gateway, noon, fault, monkeypatch):
    monkeypatch.setattr(gateways, "SECONDS", 0.3)
    city_gateway.faults = [fault]
    say(zoe, "Hello", key="a")
    run_jobs()
    assert the_message().state == "waiting"
    later_on(noon, 1)
    assert (the_message().state, len(city_gateway.sent), city_gateway.calls) == ("sent", 1, 2)


def test_where_the_gateway_knows_no_keys_what_may_have_gone_is_not_repeated(
    zoe, city_gateway, noon, settings
):
    city_gateway.serve(settings, knows_keys=False)
    city_gateway.faults = ["sent, then 500"]
    say(zoe, "Hello", key="a")
    run_jobs()
    later_on(noon, 60)
    assert (the_message().state, len(city_gateway.sent)) == ("unsure", 1)
    city_gateway.tell(city_gateway.sent[0], "delivered")
    assert the_message().state == "delivered"


def test_a_delivery_that_is_told_before_the_failure_ends_the_trying(zoe, city_gateway, noon):
    city_gateway.faults = ["sent, then 500"]
    say(zoe, "Hello", key="a")
    run_jobs()
    city_gateway.tell(city_gateway.sent[0], "sent")
    later_on(noon, 60)
    assert (the_message().state, city_gateway.calls) == ("sent", 1)


def test_what_a_worker_died_with_is_taken_up_again(zoe, city_gateway, noon):
    say(zoe, "Hello", key="a")
    Outgoing.objects.update(state="on_its_way", tries=1, next_at=now() + timedelta(minutes=3))
    later_on(noon, 1)
    assert city_gateway.sent == []
    later_on(noon, 3)
    later_on(noon, 3)
    assert len(city_gateway.sent) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_a_message_once(city_gateway, settings):
    city_gateway.serve(settings, knows_keys=False)
    say(hold_for_good("+16175550142"), "Hello", key="a")
    together(deliver_due, deliver_due)
    assert len(city_gateway.sent) == 1


def hold_for_good(phone):
    from django.db import transaction

    with transaction.atomic():
        return hold(phone).id


def test_at_night_only_answers_go_out(zoe, city_gateway, noon):
    noon.shift(timedelta(hours=10))
    say(zoe, "News", key="news", answers=False)
    say(zoe, "Answer", key="answer")
    run_jobs()
    later_on(noon, 60)
    assert city_gateway.to("+16175550142") == ["Answer"]
    later_on(noon, 60 * 10)
    assert city_gateway.to("+16175550142") == ["Answer", "News"]


def test_what_failed_in_the_evening_does_not_ring_at_night(zoe, city_gateway, noon):
    noon.move_to(now().astimezone(settings.CITY.zone).replace(hour=20, minute=59))
    city_gateway.faults = [503, 503]
    say(zoe, "Your report is closed.", key="news", answers=False)
    say(zoe, "Which street?", key="answer")
    run_jobs()
    later_on(noon, 2)
    assert [got.words for got in city_gateway.sent] == ["Which street?"]
    later_on(noon, 11 * 60)
    assert [got.words for got in city_gateway.sent] == ["Which street?", "Your report is closed."]


def test_what_was_on_its_way_when_somebody_said_stop_is_not_tried_again(zoe, city_gateway, noon):
    say(zoe, "Hello", key="a")
    (taken,) = sending._taken_out(5)
    stop(zoe)
    say(zoe, "You hear no more of us.", key="bye", is_last_word=True)
    sending._failed(taken, UnsentError(Outcome.LATER, "503"))
    later_on(noon, 2)
    assert [got.words for got in city_gateway.sent] == ["You hear no more of us."]
    assert Outgoing.objects.get(key="a").state == "cancelled"


def test_nobody_runs_up_the_citys_bill(zoe, city_gateway, noon, settings):
    settings.SMS_SEGMENTS_A_DAY = 3
    for number in range(5):
        say(zoe, f"{number}" * 161, key=f"{number}")
    stop_word = say(zoe, "Bye", key="bye", is_last_word=True)
    run_jobs()
    assert stop_word
    assert [words[0] for words in city_gateway.to("+16175550142")] == ["0", "B"]
    assert Entry.objects.filter(verb="carrier.ceiling.reached").count() == 1
    later_on(noon, 60 * 21)
    assert len(city_gateway.sent) == 3


def test_one_number_gets_twenty_messages_a_day_at_most(zoe, city_gateway):
    said = [say(zoe, "Hello", key=f"{number}") for number in range(25)]
    assert said.count(True) == 20


def test_what_waited_too_long_is_not_news_any_more(zoe, city_gateway, noon):
    say(zoe, "Hello", key="a")
    later_on(noon, 60 * 40)
    assert (the_message().state, city_gateway.sent) == ("failed", [])


def test_after_stop_nothing_is_said_and_nobody_knows_the_number_for_it(zoe, city_gateway):
    say(zoe, "Hello", key="a")
    assert stop(zoe)
    assert not stop(zoe)
    assert not say(zoe, "Hello", key="b")
    run_jobs()
    assert city_gateway.sent == []
    Line.objects.all().delete()
    assert hold("+16175550142").is_stopped, "Also a year later, when we have forgotten the phone."
    assert "16175550142" not in str(Stopped.objects.values().get())
    start(hold("+16175550142").id)
    assert not hold("+16175550142").is_stopped
    assert str(Stopped(digest="0123456789")) == "01234567"
    assert str(hold("+16175550142").id) == str(Line.objects.get())


def test_without_a_gateway_nothing_is_said(zoe, city_gateway, settings):
    say(zoe, "Hello", key="a")
    settings.SMS_GATEWAY = ""
    assert not say(zoe, "Hello", key="b")
    assert not say("nobody", "Hello", key="c")
    run_jobs()
    assert (the_message().state, the_message().error) == ("waiting", "There is no gateway.")


@pytest.mark.usefixtures("city_gateway")
def test_my_data_shows_the_phone_and_leaving_takes_it_along(zoe, alice, sign_in):
    keep_thread(zoe, "k7p2mx9a", "key")
    Line.objects.update(person=alice)
    say(zoe, "Hello", key="a")
    assert "+16175550142" in sign_in(alice).get("/account/data/").content.decode()
    erase(alice)
    assert [each.objects.count() for each in (Line, Outgoing, Thread)] == [0, 0, 0]


def test_a_year_after_the_last_message_the_phone_is_forgotten(zoe, noon):
    noon.shift(timedelta(days=366))
    let_go()
    assert not Line.objects.exists()


@pytest.mark.django_db
def test_the_public_desk_sees_how_things_stand(desk, amina, sign_in, settings):
    page = "/office/carrier/"
    assert "No gateway" in sign_in(desk).get(page).content.decode()
    settings.SMS_GATEWAY = "demo"
    assert "for show" in sign_in(desk).get(page).content.decode()
    settings.SMS_SEGMENTS_A_DAY = 0
    assert "money is spent" in sign_in(desk).get(page).content.decode()
    assert "looked after at the public desk" in sign_in(amina).get(page, follow=True).content.decode()


@pytest.mark.django_db
def test_a_short_address_leads_to_the_report():
    assert Client().get("/r/k7p2mx9a/").headers["Location"] == "/reports/k7p2mx9a/"
