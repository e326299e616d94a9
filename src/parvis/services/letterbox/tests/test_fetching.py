"""Messages are fetched from a real mailbox: a small IMAP server on this machine."""

import re
import socketserver
import threading

import pytest

from parvis.services.letterbox import tasks
from parvis.services.letterbox.actions.fetching import MailboxError, fetch
from parvis.services.letterbox.models import Letter
from parvis.services.letterbox.tests.stage import message


class Server(socketserver.ThreadingTCPServer):
    """Keeps messages and which of them were seen; knows the six commands that are needed."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *messages):
        super().__init__(("127.0.0.1", 0), Talk)
        self.messages, self.seen, self.breaks_at = list(messages), set(), None

    @property
    def address(self):
        return f"imap://city:se%40cret@127.0.0.1:{self.server_address[1]}/INBOX"


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("* OK ready")
        for line in self.rfile:
            tag, _blank, command = line.decode().strip().partition(" ")
            if not self.answer(tag, command):
                return

    def say(self, *lines):
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def answer(self, tag, command):
        server, word = self.server, command.upper()
        number = int((re.findall(r"(?:FETCH|STORE) (\d+)", word) or [0])[0])
        if word.startswith("CAPABILITY"):
            self.say("* CAPABILITY IMAP4rev1")
        elif word.startswith("LOGIN") and "se@cret" not in command:
            self.say(f"{tag} NO who are you")
            return True
        elif word.startswith("SELECT"):
            self.say(f"* {len(server.messages)} EXISTS")
        elif word.startswith("UID SEARCH"):
            unseen = [str(each + 1) for each in range(len(server.messages)) if each + 1 not in server.seen]
            self.say(f"* SEARCH {' '.join(unseen)}")
        elif word.startswith("UID FETCH"):
            if server.breaks_at == number:
                return False
            raw = server.messages[number - 1]
            if raw is not None:
                self.say(f"* {number} FETCH (UID {number} BODY[]<0> {{{len(raw)}}}")
                self.wfile.write(raw + b")\r\n")
        elif word.startswith("UID STORE"):
            server.seen.add(number)
        self.say(f"{tag} OK done")
        return not word.startswith("LOGOUT")


@pytest.fixture
def mailbox():
    servers = []

    def serve(*messages):
        server = Server(*messages)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_what_is_unread_is_fetched_once_and_marked(stage, mailbox):
    server = mailbox(message("One, somewhere."), message("Two, somewhere."))
    assert fetch(server.address) == 2
    assert server.seen == {1, 2}
    assert fetch(server.address) == 0
    assert Letter.objects.count() == 2


def test_a_connection_that_breaks_loses_nothing_and_takes_nothing_twice(stage, mailbox):
    server = mailbox(message("One, somewhere."), message("Two, somewhere."))
    server.breaks_at = 2
    with pytest.raises(MailboxError):
        fetch(server.address)
    assert server.seen == {1}
    server.breaks_at = None
    server.seen.clear()  # even if the mark of the first had been lost
    assert fetch(server.address) == 2
    assert Letter.objects.count() == 2


def test_a_message_that_the_server_does_not_give_is_left_there(stage, mailbox):
    server = mailbox(None, message("Two, somewhere."))
    assert fetch(server.address) == 1
    assert server.seen == {2}


def test_a_wrong_password_is_a_sentence_for_the_log(stage, mailbox):
    with pytest.raises(MailboxError, match="cannot be read"):
        fetch(mailbox().address.replace("se%40cret", "wrong"))


def test_over_tls_a_server_that_speaks_none_is_not_believed(stage, mailbox):
    with pytest.raises(MailboxError):
        fetch(mailbox().address.replace("imap://", "imaps://"))


def test_the_periodic_work_looks_where_the_city_says_and_bears_a_server_that_is_down(
    stage, mailbox, settings
):
    server = mailbox(message("One, somewhere."))
    settings.MAIL_IN_BOX = ""
    tasks.look_into_the_mailbox.func(0)
    assert not Letter.objects.exists()
    settings.MAIL_IN_BOX = server.address
    tasks.look_into_the_mailbox.func(0)
    assert Letter.objects.count() == 1
    settings.MAIL_IN_BOX = "imap://a:b@127.0.0.1:1/INBOX"
    tasks.look_into_the_mailbox.func(0)
