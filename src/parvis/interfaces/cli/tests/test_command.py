"""The command says in a sentence what is wrong, and how to go on."""

import argparse
import errno
import socket
import sys
from contextlib import nullcontext

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from parvis.interfaces.cli import registry
from parvis.interfaces.cli.checks_of_machine import FIRST_CHECKS
from parvis.interfaces.cli.checks_of_service import LATER_CHECKS, of_modules
from parvis.interfaces.cli.children import TRIES, Child, Household
from parvis.interfaces.cli.commands import bring_in, seed, take_out
from parvis.interfaces.cli.findings import State
from parvis.interfaces.cli.main import main, sentence_for
from parvis.interfaces.cli.ports import Address, address_from_environment, answers, refuse_if_taken
from parvis.interfaces.cli.terminal import CannotError, progress, table
from parvis.kernel.database.actions import note_seeded
from parvis.kernel.database.queries import seeded_modules
from parvis.kernel.permissions.verdict import RefusedError


def ended_with(words, capsys):
    with pytest.raises(SystemExit) as end:
        main(words)
    said = capsys.readouterr()
    return end.value.code, said.out, said.err


def test_it_lists_what_it_can_do(capsys):
    code, out, _ = ended_with(["--help"], capsys)
    assert code == 0
    assert all(
        word in out
        for word in ("serve", "worker", "seed", "import", "export", "basemap", "db", "doctor", "verify")
    )


@pytest.mark.parametrize("word", ["serve", "seed", "import", "db"])
def test_each_word_explains_itself(word, capsys):
    code, out, _ = ended_with([word, "--help"], capsys)
    assert code == 0
    assert f"parvis {word}" in out


def test_a_bad_address_of_the_database_is_told_without_a_traceback(capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere/parvis")
    code, _, err = ended_with(["worker"], capsys)
    assert (code, err) == (1, "DATABASE_URL must look like postgresql://user:password@host:5432/name.\n")


def test_a_silent_database_is_told_with_a_way_out(capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    code, _, err = ended_with(["migrate"], capsys)
    assert code == 1
    assert err.startswith("The database of DATABASE_URL does not answer")
    assert len(err.splitlines()) == 1


def test_developers_can_see_where_it_came_from(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere/parvis")
    with pytest.raises(Exception, match="must look like"):
        main(["worker", "--traceback"])


@pytest.mark.parametrize(
    "problem, told",
    [
        (OSError(errno.ENOSPC, "No space left on device", "/data/file"), "The disk is full (/data/file)."),
        (
            PermissionError(errno.EACCES, "Permission denied", "/data"),
            "This user may not read or write there (/data).",
        ),
        (
            FileExistsError(errno.EEXIST, "File exists", "/data"),
            "There is a file where a folder must be (/data).",
        ),
        (FileNotFoundError(errno.ENOENT, "No such file", "x.csv"), "There is nothing there (x.csv)."),
        (ModuleNotFoundError("no h3", name="h3"), "A part of Parvis is missing (h3). Run `make install`"),
        (OperationalError("connection refused"), "The database does not answer: connection refused"),
        (CommandError("Say which."), "Say which."),
        (CannotError("Not like this."), "Not like this."),
        (ZeroDivisionError("division by zero"), "Parvis met a fault of its own: ZeroDivisionError"),
    ],
)
def test_every_failure_has_a_sentence(problem, told):
    assert sentence_for(problem).startswith(told)
    assert "\n" not in sentence_for(problem)


def test_a_port_that_is_taken_names_one_that_is_free():
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = Address("127.0.0.1", other.getsockname()[1])
        with pytest.raises(CannotError, match=r"in use by another program.*PARVIS_PORT=\d+"):
            refuse_if_taken(address)


@pytest.mark.parametrize("given", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(given, monkeypatch):
    monkeypatch.setenv("PARVIS_PORT", given)
    with pytest.raises(CannotError, match="must be a number"):
        address_from_environment()


def test_nobody_answers_where_nobody_listens():
    assert not answers(Address("127.0.0.1", 1))
    assert Address("0.0.0.0", 80).url == "http://127.0.0.1:80"
    assert Address("::1", 80).url == "http://[::1]:80"


def child(script, *, restarts):
    return Child("helper", [sys.executable, "-c", script], restarts=restarts)


def test_a_child_that_dies_is_started_again_and_given_up_in_the_end(capsys):
    dying = child("raise SystemExit(3)", restarts=True)
    dying.start()
    for _ in range(TRIES):
        dying.process.wait()
        dying.look_after()
    dying.process.wait()
    with pytest.raises(CannotError, match=r"The helper ended \(code 3\)"):
        dying.look_after()
    assert capsys.readouterr().err.count("is started again") == TRIES


def test_a_child_without_which_nothing_works_ends_everything():
    only = child("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", restarts=False)
    only.start()
    only.process.wait()
    with pytest.raises(CannotError, match="signal SIGKILL"):
        Household([only]).wait(0)


def test_children_end_when_they_are_told_to():
    patient = child("import time; time.sleep(600)", restarts=True)
    household = Household([patient, child("", restarts=False)])
    patient.start()
    patient.start()
    assert household.wait(0)
    household.stop()
    assert patient.process.returncode != 0


@pytest.mark.django_db
def test_seeds_are_planted_once_and_in_order(monkeypatch):
    planted = []
    seeds = [registry.Seed(name, lambda name=name: planted.append(name), 0) for name in ("places", "people")]
    monkeypatch.setattr(seed, "seeds", lambda: seeds)
    note_seeded("places")
    seed.plant(seed.missing())
    assert planted == ["people"]
    assert seeded_modules() == {"places", "people"}
    assert not seed.missing()
    with pytest.raises(CannotError, match="There are no demo data called moon"):
        seed.chosen(["moon"])


def test_the_modules_bring_their_seeds_importers_and_checks():
    assert "reports" in {each.module for each in registry.seeds()}
    assert "boston-311" in registry.importers()["reports"]
    assert all(callable(check) for check in registry.checks())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words, sentence",
    [
        (["assets", "lamps.csv"], "Say which layer"),
        (["assets", "lamps.csv", "--into", "moon"], "There are: none yet"),
        (["reports", "lamps.csv", "--into", "moon"], "Leave out --into"),
    ],
)
def test_an_import_says_where_things_can_go(monkeypatch, tmp_path, words, sentence):
    (tmp_path / "lamps.csv").write_text("id,lat,lon\n")
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    bring_in.configure(parser)
    monkeypatch.setattr(bring_in, "database_in_use", lambda folder: nullcontext())
    monkeypatch.setattr(bring_in, "set_up_django", lambda: None)
    monkeypatch.setattr(bring_in, "migrate_if_needed", lambda: None)
    with pytest.raises((CannotError, RefusedError), match=sentence):
        bring_in.run(parser.parse_args(words))


@pytest.mark.parametrize("check", FIRST_CHECKS, ids=lambda check: check.__name__)
def test_the_doctor_looks_at_the_machine(check):
    finding = check()
    assert finding.what
    assert bool(finding.cure) == (finding.state is not State.GOOD)


@pytest.mark.django_db
@pytest.mark.parametrize("check", LATER_CHECKS, ids=lambda check: check.__name__)
def test_the_doctor_looks_at_the_service(check):
    finding = check()
    assert finding.seen
    assert bool(finding.cure) == (finding.state is not State.GOOD)
    assert finding.state is not State.BAD


@pytest.mark.django_db
def test_the_doctor_asks_the_modules_too():
    assert all(finding.what for finding in of_modules())


def test_a_table_is_as_wide_as_its_words_and_progress_ends_in_a_line(capsys):
    table([("Role", "E-mail"), ("agent of Street Lighting", "amina@boston.example")])
    progress(10, 10, "rows")
    said = capsys.readouterr()
    assert "Role                      E-mail" in said.out
    assert said.err == "10 rows\n"


@pytest.mark.parametrize(
    "words",
    [[], ["reports"], ["--with-secrets", "reports", "r.csv"], ["reports", "r.csv", "--everything", "c.zip"]],
)
def test_an_export_asks_what_and_where_to(words):
    parser = argparse.ArgumentParser()
    take_out.configure(parser)
    with pytest.raises(CannotError, match="Say what to take out"):
        take_out.run(parser.parse_args(words))
