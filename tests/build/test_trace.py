"""Reading what strace has seen."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bundling.trace import read_trace, traced

LOG = r"""
10 execve("/usr/bin/bwrap", ["bwrap"], 0x1 /* 9 vars */) = 0
10 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3
11 openat(AT_FDCWD</>, "/newroot/opt", O_WRONLY|O_CREAT, 0666) = 4
12 execve("/opt/spdesk/spdesk", ["spdesk"], 0x1 /* 9 vars */) = -1 ENOENT (No such file)
12 execve("/opt/spdesk/spdesk", ["spdesk"], 0x1 /* 9 vars */) = 0
12 openat(AT_FDCWD</home/user>, "settings.ini", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5</home/user/settings.ini>
12 openat(AT_FDCWD</home/user>, "/etc/fonts.conf", O_RDONLY) = 6</etc/fonts.conf>
13 openat(AT_FDCWD</home/user>, "/srv/r\303\251port", O_WRONLY|O_CREAT, 0600 <unfinished ...>
12 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 7<socket:[1]>
13 <... openat resumed>) = 8</srv/réport>
13 mkdir("/root/secret", 0777) = -1 EACCES (Permission denied)
13 rename("/home/user/a", "/home/user/b") = 0
10 unlink("/tmp/bwrap") = 0
14 execve("/bin/sh", ["sh"], 0x1 /* 9 vars */) = 0
14 socket(AF_INET6, SOCK_STREAM, IPPROTO_IP) = -1 EAFNOSUPPORT (Address family)
12 +++ exited with 0 +++
14 +++ killed by SIGKILL +++
10 +++ killed by SIGKILL +++
"""


def test_only_the_programs_own_doings_count() -> None:
    doings = read_trace(LOG.strip().splitlines(), "/opt/spdesk/spdesk")
    assert doings.sockets == {"AF_UNIX", "AF_INET6"}
    assert doings.changed == {
        "/home/user/settings.ini",
        "/srv/réport",
        "/home/user/a",
        "/home/user/b",
    }
    assert doings.started == ["/opt/spdesk/spdesk", "/bin/sh"]
    assert doings.killed == 1


def test_a_program_that_never_started_has_done_nothing() -> None:
    doings = read_trace(LOG.strip().splitlines(), "/opt/other")
    assert (doings.sockets, doings.changed, doings.started) == (set(), set(), [])


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_a_real_program_is_seen(tmp_path: Path) -> None:
    script = (
        "import socket, subprocess, pathlib, sys\n"
        "socket.socket(socket.AF_INET).close()\n"
        "pathlib.Path('naïve file').write_text('x')\n"
        "subprocess.run(['true'])\n"
    )
    log = tmp_path / "log"
    program = str(Path(sys.executable).resolve())
    subprocess.run(traced(log, [program, "-c", script]), cwd=tmp_path, check=True)
    doings = read_trace(log.read_text("utf-8").splitlines(), program)
    assert "AF_INET" in doings.sockets
    assert str(tmp_path / "naïve file") in doings.changed
    assert doings.started[0] == program
    assert doings.started[-1].endswith("/true")
