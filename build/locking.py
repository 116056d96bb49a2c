"""Choose the packages' versions anew and write them down with their hashes."""

import sys
import tempfile
from pathlib import Path

from environment import carry_out, pip_install
from processes import say

KINDS = ("run", "test", "bench")  # each is held to the pins of the one before it


def lock(requirements: Path, arguments: list[str]) -> int:
    """Write run.txt, test.txt and bench.txt. uv lives in a scratch environment of its own."""
    with tempfile.TemporaryDirectory(prefix="spdesk-lock-") as scratch:
        say("Installing uv in a scratch environment …")
        carry_out("The environment could not be made", [sys.executable, "-m", "venv", scratch])
        folder = "Scripts" if sys.platform == "win32" else "bin"
        interpreter = str(Path(scratch) / folder / "python")
        pip_install(interpreter, "uv")
        for kind in KINDS:
            say(f"Choosing versions for {kind}.in …")
            carry_out(
                f"No versions could be found for {kind}.in",
                compile_command(interpreter, kind, arguments),
                folder=requirements,
            )
    return 0


def compile_command(interpreter: str, kind: str, arguments: list[str]) -> list[str]:
    """The call of uv, in the folder of the requirements: no path of this machine is written."""
    return [
        *(interpreter, "-m", "uv", "pip", "compile", "--quiet"),
        # One file for every system, and one version of a package for every Python.
        *("--universal", "--fork-strategy", "fewest", "--python-version", "3.11"),
        *("--generate-hashes", "--custom-compile-command", "python3 build/go.py lock"),
        *("--output-file", f"{kind}.txt", *arguments, f"{kind}.in"),
    ]
