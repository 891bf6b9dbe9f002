"""What no file of the project may hold: addresses of package servers, paths of a machine, more than it needs."""

import re
import tomllib

import pytest

from .sources import ROOT, texts

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FILES = dict(texts(".py", ".md", ".toml", ".yaml", ".json", ".lock", ".ipynb", ".j2", ".css", ".csv", "run"))
SERVERS = re.compile(r"//(?:[\w.-]*\.)?(?:py" + r"pi\.|python" + r"hosted\.|ana" + r"conda\.)")
MACHINE = re.compile(r"(?<![\w.~])/(?:home|root|Users|work|opt|mnt)/\w")
LOCKED = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def plain(requirement: str) -> str:
    """Return the name of a requirement as indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_address_of_a_package_server_and_no_path_of_a_machine(name):
    assert not SERVERS.search(FILES[name])
    assert not MACHINE.search(FILES[name])


def test_the_lock_has_no_address_at_all():
    assert "://" not in LOCK
    assert "index-url" not in LOCK


def test_the_lock_names_every_dependency():
    wanted = {plain(line) for line in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"])}
    assert wanted <= {plain(name) for name, _ in LOCKED.findall(LOCK)}


def test_everything_in_the_lock_has_a_hash():
    entries = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert len(entries) == len(LOCKED.findall(LOCK)) > 50
    for entry in entries:
        assert entry.count("--hash=sha256:") >= 1, entry


def test_the_ci_script_can_be_run_and_stops_at_the_first_fault():
    path = ROOT / ".ci" / "run"
    assert path.stat().st_mode & 0o111
    assert "\nset -euo pipefail\n" in FILES[".ci/run"]
