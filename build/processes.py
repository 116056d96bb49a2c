"""Start other programs, and leave none behind."""

import contextlib
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

# What shells make of a program that SIGINT or SIGTERM has ended.
INTERRUPTED = 130
TERMINATED = 143
AnyProcess: TypeAlias = "subprocess.Popen[bytes] | subprocess.Popen[str]"
PATIENCE = 5.0  # seconds that a program gets to end by itself


class SetUpError(Exception):
    """The work cannot go on; the text says why, in words for the person at the keyboard."""

    def __init__(self, text: str, code: int = 2) -> None:
        super().__init__(text)
        self.code = code


def say(text: str) -> None:
    """Tell a step at once, also when the output goes to a file."""
    print(text, flush=True)


def clean_environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's variables, without those that would bend the environment's own Python."""
    bending = {"PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in bending}
    return kept | dict(changes or {})


def run(
    command: Sequence[str], changes: Mapping[str, str] | None = None, folder: Path | None = None
) -> int:
    """Run a program in sight of the person and return its exit code."""
    process = subprocess.Popen(command, env=clean_environment(changes), cwd=folder)
    with ending(process):
        code = process.wait()
    # A program ended by signal 11 has the code -11 here, and 139 in every shell.
    return code if code >= 0 else 128 - code


def run_quietly(
    command: Sequence[str], changes: Mapping[str, str] | None = None, folder: Path | None = None
) -> str | None:
    """Run a program out of sight; its output where it failed, None where all went well."""
    process = subprocess.Popen(
        command,
        env=clean_environment(changes),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with ending(process):
        output, _ = process.communicate()
    return output if process.returncode else None


def output_of(command: Sequence[str]) -> str:
    """What a short program prints; it must not fail."""
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def printed_by(command: Sequence[str], changes: Mapping[str, str], patience: float) -> str:
    """What a program prints within so many seconds. Raises SetUpError where it fails."""
    process = subprocess.Popen(
        command,
        env=clean_environment(changes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    with ending(process):
        try:
            output, complaint = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired as error:
            words = " ".join(command)
            raise SetUpError(f"After {patience:.0f} s this had not ended: {words}", 1) from error
    if process.returncode:
        words = f"This ended with {process.returncode}: {' '.join(command)}"
        raise SetUpError(f"{complaint.rstrip()}\n{words}", 1)
    return output


@contextlib.contextmanager
def ending(process: AnyProcess) -> Iterator[None]:
    """See that a program has ended when the block has, however that came about."""
    try:
        yield
    except KeyboardInterrupt:
        # Ctrl-C reached the program too: let it put its things away first.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=PATIENCE)
        raise
    finally:
        end(process)


def end(process: AnyProcess) -> None:
    """End a program, first by asking."""
    if process.poll() is not None:
        return
    try:
        process.terminate()
        process.wait(timeout=PATIENCE)
    except PermissionError:
        process.wait()  # sudo belongs to root: it hears Ctrl-C by itself, but not from us
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
