"""What runs a city hall's machines can be read by what reads it there, and says what the documents say."""

import re
import shutil
import subprocess
from ipaddress import ip_network
from pathlib import PurePath

import pytest
import yaml

from tests.invariants.source import PROJECT

DEPLOY = PROJECT / "deploy"
SCRIPT = DEPLOY / "database.sh"
RUNBOOK = PROJECT / "docs/how-to/stay-up.md"
UNITS = sorted(DEPLOY.glob("*.service"))


def words_of_the_script():
    """As its last lines take them."""
    return set(re.search(r"^primary \|.*?(?=\))", SCRIPT.read_text(), re.M)[0].split(" | "))


def settings_named_in(file):
    return set(re.findall(r"\bPARVIS_PG_[A-Z_]+\b", file.read_text()))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_every_unit(unit, tmp_path):
    """All but the programs: they are where a city hall has them, not here."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("There is no systemd-analyze.")
    for each in UNITS:
        text = re.sub(r"^(Exec\w+=)/srv/\S+", r"\1/bin/true", each.read_text(), flags=re.M)
        (tmp_path / each.name.replace("@.", "@1.")).write_text(text)
    verify = ["systemd-analyze", "verify", "--man=no", tmp_path / unit.name.replace("@.", "@1.")]
    done = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_file_that_a_unit_runs_is_there():
    named = {
        path for unit in UNITS for path in re.findall(r"^Exec\w+=/srv/parvis/(\S+)", unit.read_text(), re.M)
    }
    assert {path for path in named if path != ".venv/bin/parvis" and not (PROJECT / path).is_file()} == set()
    assert SCRIPT.stat().st_mode & 0o111, "It is run as a program."


def test_the_script_is_one_for_every_shell():
    done = subprocess.run(["/bin/sh", "-n", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_word_of_the_script_is_explained_where_it_is_looked_for():
    words = words_of_the_script()
    assert len(words) == 10
    head = SCRIPT.read_text().split("set -eu")[0]
    assert {word for word in words if not re.search(rf"\b{word}\b", head)} == set()
    told = RUNBOOK.read_text()
    by_systemd = {"run", "start", "promote"}
    assert {word for word in words - by_systemd if f"parvis-db {word}" not in told} == set()
    assert "systemctl start parvis-promote" in told
    assert set(re.findall(r"parvis-db ([a-z]+)", told)) - words <= {"comes"}


def test_every_setting_of_the_script_has_a_line_that_explains_it():
    assert settings_named_in(SCRIPT) == settings_named_in(DEPLOY / "database.env.example")


# What the words of a compose file may be, of those that ours uses (the Compose Specification).
OF_A_SERVICE = {
    "image", "env_file", "restart", "security_opt", "cap_drop", "stop_signal", "stop_grace_period", "shm_size",
    "environment", "volumes", "depends_on", "command", "healthcheck", "ports", "deploy",
}  # fmt: skip
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}


def composed():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def test_the_compose_file_says_only_what_compose_understands():
    known = {"name", "services", "networks", "volumes"}
    told = composed()
    assert {word for word in told if not word.startswith("x-")} == known
    for name, service in told["services"].items():
        assert set(service) <= OF_A_SERVICE, name
        waits = service.get("depends_on", {})
        assert set(waits) <= set(told["services"]), name
        if isinstance(waits, dict):
            assert {each["condition"] for each in waits.values()} <= CONDITIONS, name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in told["volumes"] or (DEPLOY / source).is_file(), name


def test_two_of_each_are_composed_and_both_databases_are_named_by_whoever_asks():
    services = composed()["services"]
    assert {"database-a", "database-b", "web-1", "web-2"} <= set(services)
    assert services["worker"]["deploy"]["replicas"] == 2
    for name in ("web-1", "web-2", "worker", "prepare"):
        told = services[name]["environment"]
        assert (
            "host=database-a,database-b&port=5432,5432&target_session_attrs=read-write"
            in told["DATABASE_URL"]
        )
        assert "target_session_attrs=standby" in told["PARVIS_REPLICA_URL"]
        addresses = told["DATABASE_URL"].replace(":?in deploy/compose.env", "") + told["PARVIS_REPLICA_URL"]
        assert " " not in addresses, "An address that is broken over lines comes together without blanks."
    for one, other in ("ab", "ba"):
        told = services[f"database-{one}"]["environment"]
        assert (told["PARVIS_PG_NAME"], told["PARVIS_PG_OTHER"]) == (one, f"database-{other}")


def test_what_caddy_says_of_callers_is_believed_and_nobody_elses_word():
    """Otherwise all guests are one address, that of Caddy, and share its limits."""
    told = composed()
    (network,) = told["networks"]["default"]["ipam"]["config"]
    asked = [
        name for name, each in told["services"].items() if each.get("ports") and each["image"] != "caddy:2"
    ]
    assert asked == [], "Only Caddy is reached from outside."
    subnet = re.fullmatch(r"\$\{PARVIS_NETWORK:-(.+)\}", network["subnet"])[1]
    assert ip_network(subnet).is_private
    for name in ("web-1", "web-2"):
        assert told["services"][name]["environment"]["PARVIS_PROXIES"] == network["subnet"]
    assert "PARVIS_PROXIES" not in (DEPLOY / "compose.env.example").read_text()


SECRET = [
    "deploy/compose.env",
    "deploy/parvis.env",
    "deploy/database.env",
    ".git/config",
    ".data/secret",
    ".venv/x",
]
NEEDED = [
    "deploy/compose.env.example",
    "deploy/database.sh",
    "Makefile",
    "src/parvis/__init__.py",
    "demo/boston/city.toml",
]


def test_no_secret_gets_into_the_layers_of_an_image():
    lines = (PROJECT / ".dockerignore").read_text().splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]

    def is_left_out(path):
        """As Docker reads it: a pattern that fits a path or a folder above it; without exceptions."""
        above = [PurePath(path), *PurePath(path).parents]
        return any(each.full_match(pattern) for each in above for pattern in patterns)

    assert [path for path in SECRET if not is_left_out(path)] == []
    assert [path for path in NEEDED if is_left_out(path)] == []
