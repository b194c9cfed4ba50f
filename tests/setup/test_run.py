"""run.py, the first thing anybody runs: what it finds, what it leaves out, what it says."""

import ast
import errno
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import run

HERE = Path(run.__file__).parent


def run_py(*arguments, folder=HERE, **environment):
    """Run run.py as a person would, and return (exit code, what it said, what it complained about)."""
    done = subprocess.run(
        [sys.executable, "run.py", *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


# --- What it says -----------------------------------------------------------------------------


def test_an_old_python_can_read_run_py_and_say_that_it_is_too_old():
    ast.parse((HERE / "run.py").read_text(), feature_version=(3, 6))


def test_help_names_every_command():
    code, said, _complaint = run_py("help")

    named = {
        line.split("run.py ")[1].split()[0]
        for line in said.splitlines()
        if "python3 run.py " in line
    }
    assert (code, named) == (
        0,
        {
            "set", "test", "check", "bench", "bench-certificates", "chaos-certificates", "load-exam",
            "weigh", "help",
        },
    )  # fmt: skip


def test_an_unknown_command_is_named_with_the_ones_there_are():
    code, _said, complaint = run_py("strat")

    assert code == 2
    assert complaint.splitlines()[0] == "run.py knows no command 'strat'."
    assert "python3 run.py check" in complaint


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80.5", "٣"])
def test_a_port_that_is_none_is_refused_with_an_example(port):
    code, _said, complaint = run_py(PORT=port)

    sentence = f"PORT must be a whole number from 1 to 65535, not {port!r}. Example: PORT=8123 python3 run.py"
    assert (code, complaint.strip()) == (1, sentence)


def test_an_occupied_port_is_found_before_anything_is_installed():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        code, said, complaint = run_py(PORT=port)

    sentence = f"Port {port} is in use by another program; choose another. Example: PORT=8123 python3 run.py"
    assert (code, said, complaint.strip()) == (1, "", sentence)


def test_without_a_network_one_sentence_says_so(tmp_path):
    for name in ["run.py", "requirements.txt", "requirements-setup.txt", "package-lock.json"]:
        shutil.copy(HERE / name, tmp_path)
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:1/simple",
        "UV_DEFAULT_INDEX": "http://127.0.0.1:1/simple",
    }
    quick = {
        "PIP_NO_CACHE_DIR": "1",
        "UV_NO_CACHE": "1",
        "PIP_CONFIG_FILE": os.devnull,
    }
    alone = {
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "VAR_DIR": str(tmp_path / "var"),
        "PORT": free(),
    }

    code, _said, complaint = run_py(folder=tmp_path, **nowhere, **quick, **alone)

    assert (code, complaint.strip()) == (1, run.no_network())


def free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("npm error code ENOSPC\nnpm error nospc", run.disk_full()),
        ("OSError: [Errno 28] No space left on device", run.disk_full()),
        ("sqlite3.OperationalError: database or disk is full", run.disk_full()),
        ("npm error code EAI_AGAIN", run.no_network()),
        ("error: error sending request for url (https://pypi.org/simple/uv/)", run.no_network()),
        ("Temporary failure in name resolution", run.no_network()),
        ("something new\nwent wrong", "`tool` failed. Its last words:\nsomething new\nwent wrong"),
    ],
)
def test_a_tools_failure_becomes_a_sentence_with_a_remedy(words, sentence):
    assert run.explained("tool", words) == sentence


def test_a_disk_that_fills_up_in_the_middle_is_told_in_a_sentence(monkeypatch, capsys):
    def fill_the_disk(_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setitem(run.COMMANDS, "serve", fill_the_disk)

    assert run.main([]) == 1
    assert capsys.readouterr().err.strip() == run.disk_full()


def test_too_little_room_is_seen_before_the_work_begins(monkeypatch):
    monkeypatch.setattr(run, "SPACE_NEEDED", 10**12)

    with pytest.raises(run.SetUpError, match="The disk is full"):
        run.require_space()


# --- Which Python -----------------------------------------------------------------------------


def fake_python(folder, name, version):
    """Put a program into a folder that says it is this version of Python."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\necho {version.replace('.', ' ')}\n")
    program.chmod(0o755)
    return str(program)


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine whose only Python is 3.11."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(sys, "executable", fake_python(tmp_path / "bin", "python3", "3.11"))
    return tmp_path


def test_a_machine_with_only_an_old_python_is_told_how_to_get_a_new_one(machine, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 11, 2))

    with pytest.raises(run.SetUpError) as refusal:
        run.find_python()

    assert "this machine has only 3.11" in str(refusal.value)
    assert "apt-get install python3.13" in str(refusal.value)


def test_a_newer_python_on_the_path_is_found(machine):
    newer = fake_python(machine / "bin", "python3.12", "3.12")

    assert run.find_python() == newer


def test_a_newer_python_that_pyenv_keeps_is_found(machine):
    newer = fake_python(machine / "pyenv" / "versions" / "3.13.0" / "bin", "python", "3.13")

    assert run.find_python() == newer


def test_a_python_for_which_there_are_no_wheels_yet_is_passed_over(machine):
    fake_python(machine / "bin", "python3", "3.15")
    proven = fake_python(machine / "bin", "python3.14", "3.14")

    assert run.find_python() == proven


def test_a_python_that_does_not_start_counts_as_none(tmp_path):
    broken = tmp_path / "python3.13"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)

    assert [run.version_of(str(broken)), run.version_of(str(tmp_path / "absent"))] == [
        (0, 0),
        (0, 0),
    ]


# --- pip, where the system's Python comes without it ----------------------------------------------


@pytest.fixture
def package_index(tmp_path, monkeypatch):
    """A package index on this machine with one wheel of pip, whose digest a test may spoil."""
    wheel = b"a wheel"
    entry = {
        "filename": "pip-26.0-py3-none-any.whl",
        "hashes": {"sha256": hashlib.sha256(wheel).hexdigest()},
    }
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(quiet, directory=str(tmp_path / "index"))
    )
    address = f"http://127.0.0.1:{server.server_port}"
    (tmp_path / "index" / "pip").mkdir(parents=True)
    (tmp_path / "index" / "pip.whl").write_bytes(wheel)
    listing = {
        "files": [entry | {"filename": "pip-25.0.tar.gz"}, entry | {"url": f"{address}/pip.whl"}]
    }
    (tmp_path / "index" / "pip" / "index.html").write_text(json.dumps(listing))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("PIP_INDEX_URL", address)
    monkeypatch.setattr(run, "VENV", tmp_path)
    yield tmp_path / "index" / "pip.whl"
    server.shutdown()
    server.server_close()


def test_pip_is_fetched_as_a_wheel_where_ensurepip_is_missing(package_index):
    assert run.fetch_pip().read_bytes() == b"a wheel"


def test_a_damaged_download_of_pip_is_not_used(package_index):
    package_index.write_bytes(b"something else")

    with pytest.raises(run.SetUpError, match="damaged"):
        run.fetch_pip()


# --- What a second run leaves out -----------------------------------------------------------------


def test_a_step_is_left_out_until_what_it_is_made_from_changes(tmp_path):
    source, stamp, done = tmp_path / "source.txt", tmp_path / "made" / "stamp.txt", []
    source.write_text("one")

    def take_step():
        run.step("A step", lambda: done.append(source.read_text()), stamp, [source])

    take_step()
    take_step()
    source.write_text("two")
    take_step()
    run.forget(stamp)
    take_step()

    assert done == ["one", "two", "two"]


def test_a_step_that_failed_is_taken_again(tmp_path):
    source, tries = tmp_path / "source.txt", []
    source.write_text("one")

    def fail_once():
        tries.append("try")
        if len(tries) == 1:
            raise run.SetUpError("no network")

    with pytest.raises(run.SetUpError):
        run.step("A step", fail_once, tmp_path / "stamp.txt", [source])
    run.step("A step", fail_once, tmp_path / "stamp.txt", [source])

    assert tries == ["try", "try"]
