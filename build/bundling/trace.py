"""What a traced program did to the system: the sockets that it opened, the files that it changed.

strace writes a line for each call; the lines before the program itself is started are those of
the tools that start it.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "execve,execveat,socket,open,openat,openat2,creat,mknod,mknodat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,"
    "rmdir,symlink,symlinkat,link,linkat,truncate,chmod,fchmodat"
)
LOCAL = "AF_UNIX"
"""The only family of sockets that stays on the machine for sure."""

_LINE = re.compile(r"(\d+) +(.*)")
_KILLED = re.compile(r"(\d+) +\+\+\+ killed by (\w+)")
_UNFINISHED = re.compile(r"(.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FOLDER = re.compile(r"(?:AT_FDCWD|\d+)<([^>]*)>")
_WRITING = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)")


@dataclass
class Doings:
    """What the traced program did."""

    sockets: set[str] = field(default_factory=set)
    """The families of the sockets that it opened, by the system's names."""

    changed: set[str] = field(default_factory=set)
    """Absolute paths of the files and folders that it made, changed, renamed or removed."""

    started: list[str] = field(default_factory=list)
    """The programs that it started, itself first."""

    killed: int = 0
    """How many of its processes did not end by themselves, but were ended with the others."""


def traced(log: Path, command: Sequence[str]) -> list[str]:
    """The command that traces another one, with all that it starts, into a log."""
    options = ["-f", "-q", "-y", "-s", "4096", "-e", f"trace={CALLS}", "-e", "signal=none"]
    return ["strace", *options, "-o", str(log), "--", *command]


def read_trace(lines: Iterable[str], program: str) -> Doings:
    """What a program, by the path that it was started with, and its children did."""
    doings = Doings()
    strangers: set[str] = set()  # processes of the tools that start the program
    ends, calls = itertools.tee(lines)
    for process, call, arguments, result in _calls(calls):
        if call == "execve" and (path := _paths(arguments)[:1]) and result >= 0:
            if not doings.started and path[0] == program:
                strangers.discard(process)
                doings.started.append(path[0])
                continue
            if doings.started and process not in strangers:
                doings.started.append(path[0])
        if not doings.started:
            strangers.add(process)
        elif process not in strangers:
            _note(doings, call, arguments, result)
    doings.killed = sum(
        1 for line in ends if (end := _KILLED.match(line)) and end[1] not in strangers
    )
    return doings


def _note(doings: Doings, call: str, arguments: str, result: int) -> None:
    if call == "socket":
        doings.sockets.add(arguments.partition(",")[0])
    elif result >= 0 and call != "execve":
        if call in {"open", "openat", "openat2"} and not _WRITING.search(arguments):
            return
        doings.changed.update(_paths(arguments))


def _calls(lines: Iterable[str]) -> Iterator[tuple[str, str, str, int]]:
    """Process, call, arguments and result; calls that another process interrupted are joined."""
    begun: dict[str, str] = {}
    for line in lines:
        if not (parts := _LINE.match(line)):
            continue
        process, text = parts[1], parts[2]
        if unfinished := _UNFINISHED.match(text):
            begun[process] = unfinished[1]
            continue
        if resumed := _RESUMED.match(text):
            text = begun.pop(process, "") + resumed[1]
        if call := _CALL.match(text):
            yield process, call[1], call[2], int(call[3])


def _paths(arguments: str) -> list[str]:
    """The paths among the arguments, absolute where strace tells the folder that they start in."""
    folder = _FOLDER.match(arguments)
    found = []
    for text in _STRING.findall(arguments):
        path = text.encode("latin-1").decode("unicode_escape").encode("latin-1").decode("utf-8")
        found.append(str(Path(folder[1] if folder else "/") / path))
    return found
