"""A desktop with accessibility, out of nothing: a message bus of its own and what reads screens."""

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jeepney import DBusAddress

from tests.reader.atspi import BUS, Bus

_LAUNCHERS = (
    "/usr/libexec/at-spi-bus-launcher",
    "/usr/lib/at-spi2-core/at-spi-bus-launcher",
    "/usr/lib/at-spi-bus-launcher",
)
_STATUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_PATIENCE = 30.0


@dataclass(frozen=True)
class Desktop:
    """What a program needs to be read, and what reads it."""

    bus: Bus
    environment: Mapping[str, str]


def launcher() -> str | None:
    """Where this system keeps the program that opens the accessibility bus."""
    return next((path for path in _LAUNCHERS if Path(path).exists()), None)


def missing() -> list[str]:
    """The system packages without which nothing can be read."""
    found = {
        "dbus": shutil.which("dbus-daemon"),
        "at-spi2-core": launcher(),
        "openbox": shutil.which("openbox"),
        "xdotool": shutil.which("xdotool"),
    }
    return [package for package, path in found.items() if not path]


@contextlib.contextmanager
def desktop() -> Iterator[Desktop]:
    """A message bus and an accessibility bus of their own, both ended with everything on them."""
    with contextlib.ExitStack() as stack:
        # A short path: a socket's must not be longer than about 100 characters.
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="spdesk-a11y-"))
        environment = {
            **os.environ,
            "XDG_RUNTIME_DIR": folder,
            "XDG_CACHE_HOME": folder,
            "GSETTINGS_BACKEND": "memory",  # reads and writes nobody's settings
        }
        environment.pop("AT_SPI_BUS_ADDRESS", None)
        address = stack.enter_context(_message_bus(environment))
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
        command = [launcher() or "at-spi-bus-launcher", "--launch-immediately"]
        stack.enter_context(running(command, environment))
        stack.enter_context(_window_manager(environment, Path(folder) / "ready"))
        session = Bus(address)
        stack.callback(session.close)
        wait_until(lambda: session.call(BUS, "NameHasOwner", "s", "org.a11y.Bus"))
        # Newer buses have this alone, and no longer a word for screen readers of their own.
        session.put(_STATUS, "org.a11y.Status", "IsEnabled", "b", True)
        bus = Bus(session.call(_STATUS, "GetAddress"))
        stack.callback(bus.close)
        bus.listen()
        yield Desktop(bus, environment)


@contextlib.contextmanager
def _message_bus(environment: Mapping[str, str]) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    with running(command, environment, stdout=subprocess.PIPE) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        assert address, "the message bus did not start"
        yield address


@contextlib.contextmanager
def _window_manager(environment: Mapping[str, str], ready: Path) -> Iterator[None]:
    """What gives windows the keyboard: without it no key arrives anywhere."""
    command = ["openbox", "--sm-disable", "--startup", f"touch {shlex.quote(str(ready))}"]
    with running(command, environment):
        wait_until(ready.exists)
        yield


@contextlib.contextmanager
def running(
    command: list[str],
    environment: Mapping[str, str],
    *,
    stdout: int = subprocess.DEVNULL,
    stderr: int = subprocess.DEVNULL,
) -> Iterator["subprocess.Popen[str]"]:
    """A program that is ended when it is not needed any more."""
    process = subprocess.Popen(
        command, env=environment, stdout=stdout, stderr=stderr, text=True, cwd=ROOT
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


ROOT = Path(__file__).resolve().parents[2]


def wait_until(holds: Callable[[], object], patience: float = _PATIENCE) -> None:
    """Wait for something outside of this process that sends no event."""
    until = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
