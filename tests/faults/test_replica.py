"""Guests who only look read from the replica, and nobody reads less there than was kept before they asked."""

import json

import pytest

from parvis.kernel.testing.site import free_port

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/reports/", "/reports/feed/", "/reports/map.json?box=-71.08,42.35,-71.06,42.36", "/api/v1/reports",
    "/api/v1/helping", "/open311/v2/requests.json", "/open311/v2/requests.csv", "/data/reports/", "/data/reports.csv",
    "/data/reports.parquet", "/waits/", "/promises/", "/decisions/", "/helping/", "/targets/",
)  # fmt: skip
# Asks what it is told and says where the questions went; the first of the replica waits where the test breaks in.
ASK = """
import json, re, sys
from django.db import connections
from django.test import Client
from parvis.kernel.replicas.following import rest
from parvis.kernel.testing.cast import browser_of, member

asked, order = {}, {}

def noted(alias):
    def note(execute, question, parameters, many, context):
        if re.search(r"(FROM|INTO|UPDATE)\\s+\\"?(?!pg_)[a-z0-9]+_", question):
            if alias == "replica" and order.pop("wait", None):
                tell({"reading": True})
                sys.stdin.readline()
            asked[alias] = asked.get(alias, 0) + 1
        return execute(question, parameters, many, context)
    return note

def tell(what):
    print(json.dumps(what), flush=True)

for alias in connections:
    connections[alias].execute_wrappers.append(noted(alias))
tell(sorted(connections))
signed_in = None
for line in sys.stdin:
    order = json.loads(line)
    if order.get("rested"):
        rest.end()
    if order.get("member") and signed_in is None:
        signed_in = browser_of(member("Rita"))
    browser = signed_in if order.get("member") else Client()
    asked.clear()
    if "post" in order:
        answer = browser.post(order["post"], json.dumps(order["content"]), content_type="application/json")
    else:
        answer = browser.get(order["get"])
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    tell({"status": answer.status_code, "content": content.decode(errors="replace"), "asked": dict(asked)})
"""


class Web:
    """A web process that is told what to ask itself."""

    def __init__(self, beside, address, replica):
        self.program = beside(ASK, address, PARVIS_REPLICA_URL=replica)
        self.databases = self.heard()

    def say(self, **order):
        self.program.stdin.write(json.dumps(order) + "\n")
        self.program.stdin.flush()

    def heard(self):
        line = self.program.stdout.readline()
        assert line, self.program.communicate()[1]
        return json.loads(line)

    def ask(self, **order):
        self.say(**order)
        return self.heard()

    def get(self, page, **order):
        """The page, which must be well; where its questions went."""
        answer = self.ask(get=page, **order)
        assert answer["status"] == 200, answer
        return answer

    def report(self, words):
        """Somebody without a name reports, through the API."""
        content = {"category": "street-light", "lat": 42.355, "lon": -71.065, "words": words}
        answer = self.ask(post="/api/v1/reports", content=content | {"answers": {"how_many": "one"}})
        assert answer["status"] == 201, answer
        assert "replica" not in answer["asked"]


@pytest.fixture
def web(pair, beside):
    return Web(beside, pair.address_of("read-write"), pair.address_of("any", pair.b))


TRIES = 20


def seen_on_replica(pair, web, page):
    """The page as the replica shows it; on a busy machine it may need more than one moment to have everything."""
    for _again in range(TRIES):
        pair.wait_until_level()
        seen = web.get(page, rested=True)
        if "replica" in seen["asked"]:
            return seen["content"]
    raise AssertionError(f"{page} was never read from the replica.")


def begun_on_replica(pair, web, page):
    """A page that waits in the middle of being read from the replica; that, too, may need more than one moment."""
    for _again in range(TRIES):
        pair.wait_until_level()
        web.say(get=page, rested=True, wait=True)
        if web.heard() == {"reading": True}:
            return
    raise AssertionError(f"{page} was never read from the replica.")


def test_guests_who_only_look_read_from_the_replica_and_others_do_not(pair, web):
    web.report("Dark at the harbour.")
    for page in PAGES:
        assert seen_on_replica(pair, web, page)
    assert "Dark at the harbour." in seen_on_replica(pair, web, "/reports/")
    assert '"street-light"' in seen_on_replica(pair, web, "/data/reports.csv")
    for page in PAGES:
        assert "replica" not in web.get(page, member=True)["asked"], page
    assert "replica" not in web.get("/account/login/")["asked"], "It is not marked."


def test_nobody_reads_less_than_was_kept_before_they_asked(pair, web):
    web.report("The first lamp.")
    assert "The first lamp." in seen_on_replica(pair, web, "/reports/")
    pair.b.rows("SELECT pg_wal_replay_pause()")
    pair.b.wait_for("SELECT pg_get_wal_replay_pause_state() = 'paused'")
    web.report("The second lamp.")
    for page in ("/reports/", "/api/v1/reports", "/open311/v2/requests.json"):
        seen = web.get(page, rested=True)
        assert "The second lamp." in seen["content"], page
        assert "replica" not in seen["asked"], page
    pair.b.rows("SELECT pg_wal_replay_resume()")
    assert "The second lamp." in seen_on_replica(pair, web, "/reports/")


def test_while_the_line_to_the_replica_is_frozen_everybody_reads_where_it_is_written(pair, web):
    pair.line.freeze()
    web.report("Nobody carried this on.")
    seen = web.get("/reports/", rested=True)
    assert "Nobody carried this on." in seen["content"]
    assert "replica" not in seen["asked"]


def test_a_replica_that_dies_in_the_middle_of_a_page_is_not_noticed(pair, web):
    web.report("Still to be read.")
    begun_on_replica(pair, web, "/reports/")
    pair.b.kill()
    web.say()
    answer = web.heard()
    assert (answer["status"], "Still to be read." in answer["content"]) == (200, True)
    assert answer["asked"]["default"]
    assert "replica" not in web.get("/reports/", rested=True)["asked"], "It is dead."
    pair.b.do("start")
    assert seen_on_replica(pair, web, "/reports/"), "It is back."


def test_a_replica_that_was_promoted_answers_for_nobody(pair, web):
    web.report("Before.")
    pair.b.do("promote", "--although-the-other-writes")
    pair.b.rows("UPDATE reports_report SET words = 'Only there.' RETURNING 1")
    seen = web.get("/reports/", rested=True)
    assert "Before." in seen["content"]
    assert "replica" not in seen["asked"]


def test_a_load_balancer_hears_which_one_takes_orders(pair, beside):
    for address, status, said in (
        (pair.address, 200, "writes"),
        (pair.address_of("any", pair.b), 503, "only reads"),
        (f"postgresql://parvis@127.0.0.1:{free_port()}/parvis", 503, "does not answer"),
    ):
        answer = Web(beside, address, "").ask(get="/health/")
        assert (answer["status"], json.loads(answer["content"])["database"]) == (status, said)


def test_the_doctor_says_how_far_the_replica_is_behind(pair, beside):
    look = "from parvis.kernel.replicas.cli import CHECKS\nprint(CHECKS[0]())"
    replica = pair.address_of("any", pair.b)

    def told():
        return beside(look, pair.address, PARVIS_REPLICA_URL=replica).communicate()[0]

    assert "('Replica', True, 'follows, 0 bytes behind'" in told()
    pair.b.rows("SELECT pg_wal_replay_pause()")
    pair.a.rows("SELECT pg_logical_emit_message(true, 'parvis', repeat('x', 5000))")
    assert "0 bytes" not in told()
    pair.b.kill()
    assert "('Replica', False, 'does not answer" in told()
