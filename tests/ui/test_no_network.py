"""The program opens no internet socket: refused in the process, and watched from outside."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bundling.trace import LOCAL, read_trace, traced

ROOT = Path(__file__).resolve().parents[2]

# Python tells of every socket before it makes it; what the hook raises stops it.
GUARD = """
import socket, sys
def refuse(event, arguments):
    local = event == "socket.__new__" and arguments[1] == getattr(socket, "AF_UNIX", None)
    if event.startswith("socket.") and not local:
        raise RuntimeError(f"no network: {event}{arguments}")
sys.addaudithook(refuse)
"""
WALK = "from spdesk.cli import run\nsys.exit(run(['--smoke-test', sys.argv[1]]))\n"
CALL = "socket.socket(socket.AF_INET)\n"


def start(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=ROOT,
        env=offscreen(),
        capture_output=True,
        text=True,
        check=False,
    )


def offscreen() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def test_the_whole_walk_asks_python_for_no_socket(tmp_path: Path) -> None:
    done = start(GUARD + WALK, tmp_path)
    assert done.returncode == 0, done.stderr + (tmp_path / "report.json").read_text("utf-8")


def test_the_guard_would_have_noticed(tmp_path: Path) -> None:
    done = start(GUARD + CALL, tmp_path)
    assert done.returncode == 1
    assert "no network: socket.__new__" in done.stderr


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_nor_does_qt_open_one(tmp_path: Path) -> None:
    program = str(Path(sys.executable).resolve())
    log, script = tmp_path / "log", "import sys\n" + WALK
    site = [f"import site; site.addsitedir({folder!r})" for folder in sys.path if "site-" in folder]
    started = "\n".join([*site, script])
    subprocess.run(
        traced(log, [program, "-c", started, str(tmp_path / "reports")]),
        cwd=ROOT,
        env=offscreen(),
        check=True,
        capture_output=True,
    )
    doings = read_trace(log.read_text("utf-8", errors="replace").splitlines(), program)
    assert doings.started
    assert doings.sockets <= {LOCAL}
