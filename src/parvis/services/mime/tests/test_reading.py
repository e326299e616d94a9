"""Whatever somebody sends, it is read or refused, and reading ends."""

import base64
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.services.mime.contracts import MOST_BYTES, Fault, UnreadableError, read
from parvis.services.mime.engine.quoting import own_words, text_of_html
from parvis.services.mime.engine.reading import MOST_LETTERS, MOST_PICTURES

PLAIN = "Content-Type: text/plain; charset=utf-8"


def mail(words="It is dark.", *heads, sender="zoe@people.example", kind=PLAIN):
    lines = [f"From: {sender}", "To: report@city.example", "Subject: A lamp", *heads, kind, "", words]
    return "\r\n".join(lines).encode()


def fault(raw):
    with pytest.raises(UnreadableError) as raised:
        read(raw)
    return raised.value.fault


def test_a_plain_message_is_read():
    found = read(mail())
    assert (found.sender, found.subject, found.words) == ("zoe@people.example", "A lamp", "It is dark.")
    assert found.addressed == ("report@city.example",)
    assert not found.is_automatic


@given(st.binary(max_size=2000))
def test_whatever_comes_is_read_or_refused(raw):
    try:
        found = read(raw)
    except UnreadableError:
        return
    assert "\0" not in found.words + found.subject
    (found.words + found.subject).encode()


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=100))
def test_whatever_stands_in_the_heads_is_read_or_refused(subject, sender, words):
    raw = f"From: {sender}\nSubject: {subject}\nDate: {words}\n\n{words}".encode("utf-8", "surrogatepass")
    try:
        found = read(raw)
    except UnreadableError:
        return
    assert "\n" not in found.subject
    assert "\n" not in found.sender


def test_a_message_that_is_too_large_is_not_even_looked_at():
    assert fault(b"x" * (MOST_BYTES + 1)) is Fault.TOO_LARGE


def test_a_message_nested_a_thousand_times_ends():
    raw = "From: zoe@people.example\n"
    for number in range(3000):
        raw += f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'
    with contextlib.suppress(UnreadableError):
        assert read(raw.encode()).words == ""


def test_of_a_thousand_parts_the_first_are_read():
    part = "--b\nContent-Type: text/plain\n\nWords.\n"
    found = read(mail(part * 1000 + "--b--", kind="Content-Type: multipart/mixed; boundary=b"))
    assert found.words == "Words."


@pytest.mark.parametrize(
    "sender", ["", "nobody", "a@b.example, c@d.example", "<>", "@", "x" * 300 + "@a.example"]
)
def test_a_message_without_one_sender_is_refused(sender):
    assert fault(mail(sender=sender)) is Fault.NO_SENDER


@pytest.mark.parametrize("charset", ["nonsense", "utf-8", "us-ascii", "utf-7", "idna", "base64", "utf-16"])
def test_a_wrong_charset_loses_no_message(charset):
    raw = mail("café", kind=f"Content-Type: text/plain; charset={charset}")
    assert isinstance(read(raw).words, str)


def test_latin_and_arabic_are_read_as_they_were_written():
    raw = mail("x", kind="Content-Type: text/plain; charset=iso-8859-1").replace(
        b"\r\n\r\nx", b"\r\n\r\ncaf\xe9"
    )
    assert read(raw).words == "café"
    words = base64.b64encode("الإنارة مطفأة".encode()).decode()
    assert read(mail(words, "Content-Transfer-Encoding: base64")).words == "الإنارة مطفأة"


def test_a_message_of_html_alone_is_read_without_its_scripts():
    page = "<style>p{}</style><p>The lamp <b>is</b> dark.</p><script>alert(1)</script><blockquote>old</blockquote>"
    found = read(mail(page, kind="Content-Type: text/html; charset=utf-8"))
    assert found.words == "The lamp is dark."


def test_broken_html_does_not_hide_what_follows():
    assert "after" in text_of_html("<p>before<div></blockquote></script><i>after")


def test_a_bad_date_and_heads_without_end_do_no_harm():
    found = read(mail("Words.", "Date: 99 Foo 99999 99:99:99 +9999", "X-Long: " + "a" * 100_000))
    assert found.words == "Words."


def test_a_sender_cannot_bring_in_lines_of_their_own():
    raw = mail(sender="zoe@people.example\r\nBcc: all@people.example")
    assert read(raw).sender == "zoe@people.example"
    encoded = "=?utf-8?q?A_lamp=0d=0aBcc:_all=40people.example?="
    assert "\n" not in read(mail("x").replace(b"A lamp", encoded.encode())).subject


def test_pictures_are_taken_and_no_more_than_four_and_nothing_else():
    picture = "--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n/9j/\n"
    program = "--b\nContent-Type: application/x-msdownload\nContent-Disposition: attachment\n\nMZ\n"
    text = "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nNot mine.\n"
    body = "--b\nContent-Type: text/plain\n\nWords.\n"
    found = read(
        mail(body + text + program + picture * 9 + "--b--", kind="Content-Type: multipart/mixed; boundary=b")
    )
    assert found.words == "Words."
    assert len(found.pictures) == MOST_PICTURES
    assert found.pictures[0] == ("photo-0.jpeg", b"\xff\xd8\xff")


def test_a_letter_that_is_passed_on_is_not_the_senders_words():
    inner = "--b\nContent-Type: message/rfc822\n\nFrom: other@people.example\n\nTheir words.\n--b--"
    assert read(mail(inner, kind="Content-Type: multipart/mixed; boundary=b")).words == ""


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "Precedence: Auto_Reply",
        "Return-Path: <>",
        "List-Id: <all.people.example>",
        "List-Unsubscribe: <https://city.example/>",
        "X-Autoreply: yes",
    ],
)
def test_what_a_machine_wrote_is_known_as_such(head):
    assert read(mail("I am on holiday.", head)).is_automatic


def test_bounces_and_senders_that_nobody_reads_are_machines():
    assert read(mail(sender="MAILER-DAEMON@people.example")).is_automatic
    assert read(mail(sender="no-reply@people.example")).is_automatic
    assert read(mail("x", kind='Content-Type: multipart/report; boundary="b"')).is_automatic
    assert not read(mail("x", "Auto-Submitted: no", "Return-Path: <zoe@people.example>")).is_automatic


def test_the_same_message_has_the_same_digest_by_whatever_way_it_came():
    one = read(mail("x", "Message-ID: <1@people.example>"))
    again = read(mail("x", "Received: by another.example", "Message-ID: <1@people.example>"))
    stranger = read(mail("x", "Message-ID: <1@people.example>", sender="yuri@people.example"))
    assert one.digest == again.digest
    assert one.digest != stranger.digest, "Nobody can keep another's letter out by using its number."
    assert read(mail("x")).digest != read(mail("y")).digest


def test_words_are_no_longer_than_what_is_kept():
    assert len(read(mail("word " * 10_000)).words) <= MOST_LETTERS


@pytest.mark.parametrize(
    "quoted",
    [
        "On Mon, 3 Nov 2026 at 10:00, City <report@city.example> wrote:\n> We have it.",
        "Le lun. 3 nov. 2026 à 10:00, Ville <report@city.example> a écrit :\n> Nous l'avons.",
        "El lun, 3 nov 2026 a las 10:00, Ciudad\n<report@city.example> escribió:\n> Lo tenemos.",
        "El dl., 3 de nov. 2026, Ciutat <report@city.example> va escriure:\n> El tenim.",
        "في الاثنين، 3 نوفمبر 2026، المدينة <report@city.example> كتب:\n> عندنا",
        "-----Original Message-----\nFrom: City",
        "________________\nFrom: City <report@city.example>\nSent: Monday",
        "-- \nZoe\nTel. 12345",
        "Sent from my phone",
        "> We have it.",
    ],
)
def test_what_is_quoted_is_not_said_again(quoted):
    assert own_words(f"It is still dark.\n\n{quoted}").strip("_ \n") == "It is still dark."


@given(st.text())
def test_cutting_twice_cuts_nothing_more(text):
    once = own_words(text)
    assert own_words(once) == once


def test_words_that_only_begin_like_a_quotation_stay():
    words = "On Monday the lamp was dark.\nEl fanal no va."
    assert own_words(words) == words


def test_hostile_lines_are_cut_in_linear_time():
    assert own_words("On " + "a " * 500_000).startswith("On a")
