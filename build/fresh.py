"""The README's two commands on a fresh machine: an empty Debian of a named release, with Python alone.

debootstrap makes it from the mirror that this machine's own apt uses, and checks its signature. The
commands run there as root, with the network but with no other file or process of this machine.
"""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import checks
import environment
import system_packages
from bundling import clean_root
from processes import SetUpError, clean_environment, ending, output_of, run, run_quietly, say

TOOLS = {
    "debootstrap": "making an empty Debian",
    "git": "the checkout in it",
    "xvfb": "a screen for its window",
    "xdotool": "looking for its window",
}
SCRIPTS = Path("/usr/share/debootstrap/scripts")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
CHECKOUT = "/root/spdesk"
PATIENCE = 900.0
"""Seconds that `open` gets to set everything up and show its window."""

COMMANDS = {
    "open": ["open"],  # on a screen of this machine, out of sight
    "demo": ["demo", "--out", "/root/demo"],
    "test": ["test"],
}
VARIABLES = {
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "PIP_CERT": CERTIFICATES,
    "SSL_CERT_FILE": CERTIFICATES,
}

# The mounts lie in a namespace of their own, and are gone with the last process in it. The system
# is mounted on itself because a sandbox in it (bubblewrap) wants a root that is a mount.
ENTER = """\
mount --bind "$1" "$1" && mount -t proc proc "$1/proc" && mount --bind /sys "$1/sys" &&
mount --rbind /dev "$1/dev" && mkdir -p "$1/tmp/.X11-unix" /tmp/.X11-unix &&
mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix" && root=$1 && shift && exec chroot "$root" "$@"
"""


def fresh(arguments: Sequence[str]) -> int:
    """Run commands on a fresh machine; by themselves the README's two, `open` and `test`.

    Stops at the first that fails, with its exit code.
    """
    if not arguments or not re.fullmatch(r"[a-z]+", arguments[0]):
        raise SetUpError("fresh needs the name of a Debian release, such as bookworm or trixie.")
    wanted = arguments[1:] or ["open", "test"]
    if unknown := [each for each in wanted if each not in COMMANDS]:
        raise SetUpError(f"fresh runs {', '.join(COMMANDS)}; not {', '.join(unknown)}.")
    if sys.platform != "linux" or not system_packages.on_debian() or os.geteuid() != 0:
        raise SetUpError("A fresh machine is made by root, on Debian or a relative of it.")
    system_packages.install_missing(TOOLS, first=False)
    with tempfile.TemporaryDirectory(prefix="spdesk-fresh-") as name:
        folder = Path(name)
        make(arguments[0], folder)
        version = output_of(inside(folder, ["python3", "-V"])).strip()
        commit = output_of(["git", "-C", f"{folder}{CHECKOUT}", "rev-parse", "--short=12", "HEAD"])
        place = f"on an empty Debian {arguments[0]} with {version}, at {commit.strip()}"
        for each in wanted:
            if code := tell(each, place, folder):
                return code
    return 0


def tell(name: str, place: str, folder: Path) -> int:
    """Run one command, and say how it went and how long it took."""
    say(f"== {name} {place}")
    begun = time.monotonic()
    code = open_window(folder) if name == "open" else run(inside(folder, go(name)))
    outcome = f"FAILED (exit {code})" if code else "passed (exit 0)"
    say(f"== {name} {place}: {outcome} in {time.monotonic() - begun:.0f} s")
    return code


def go(name: str) -> list[str]:
    """The command, as the README writes it."""
    command = shlex.join(["python3", "build/go.py", *COMMANDS[name]])
    return ["sh", "-c", f"cd {CHECKOUT} && exec {command}"]


def make(release: str, folder: Path) -> None:
    """Make the system, with this checkout's last commit in it."""
    say(f"Making an empty Debian {release} …")
    # Releases that this debootstrap does not know yet are made like the one that never ends.
    script = [] if (SCRIPTS / release).exists() else [str(SCRIPTS / "sid")]
    packages = "--include=python3,ca-certificates"
    command = [
        "debootstrap",
        "--variant=minbase",
        packages,
        release,
        str(folder),
        clean_root.mirror(),
    ]
    environment.carry_out("The empty system could not be made", [*command, *script])
    folder.chmod(0o755)  # a temporary folder lets nobody but root in, a system everybody
    for name in (CERTIFICATES, "/etc/hosts", "/etc/resolv.conf"):
        shutil.copyfile(name, f"{folder}{name}")
    settings = "\n".join([*system_packages.fetching(), ""])
    (folder / "etc/apt/apt.conf.d/90fetching").write_text(settings, encoding="utf-8")
    if output_of(["git", "-C", str(environment.ROOT), "status", "--porcelain"]):
        say("What is not committed is left out.")
    clone = ["git", "clone", "--quiet", str(environment.ROOT), f"{folder}{CHECKOUT}"]
    environment.carry_out("The checkout could not be copied", clone)


def inside(
    folder: Path, command: Sequence[str], changes: Mapping[str, str] | None = None
) -> list[str]:
    """The command that runs a program in the system. Nothing that it starts outlives it."""
    proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    variables = {**VARIABLES, **proxies, **(changes or {})}
    given = [f"{name}={value}" for name, value in variables.items()]
    unshare = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child"]
    return [*unshare, "sh", "-c", ENTER, "sh", str(folder), "env", "-i", *given, *command]


def open_window(folder: Path) -> int:
    """Run `open` on a screen out of sight until its window is there; then quit it by its key."""
    with checks.screen() as real:
        command = inside(folder, go("open"), {"DISPLAY": real["DISPLAY"]})
        process = subprocess.Popen(command, env=clean_environment())
        search = ["xdotool", "search", "--onlyvisible", "--name", "– SP Desk$"]
        until, begun = time.monotonic() + PATIENCE, time.monotonic()
        with ending(process):
            while run_quietly(search, real) is not None:
                if process.poll() is not None or time.monotonic() > until:
                    say("No window has appeared.")
                    return process.poll() or 1
                time.sleep(0.5)
            say(f"The window is there after {time.monotonic() - begun:.0f} s.")
            environment.carry_out(
                "It hears no key", [*search, "windowfocus", "--sync", "key", "ctrl+q"], real
            )
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(timeout=60)
            say("Its key to quit has not ended it.")
    return 1
