"""Who signed a program for Windows, and whether it is still what was signed."""

import re
import subprocess
from pathlib import Path

from processes import SetUpError

DIGEST = re.compile(r"^(Current|Calculated) message digest\s*:\s*([0-9A-F]+)\s*$", re.MULTILINE)
SIGNER = re.compile(r"Signer #0:\s*\n\s*Subject\s*:\s*(.+)")


def check(path: Path, signer: str) -> None:
    """See that a file bears this signer's signature and has not changed since. Raises SetUpError.

    osslsigncode's own exit code says nothing here: it knows no authorities for signed programs.
    What stands for them is the pinned hash of the file that this one came from.
    """
    asked = ["osslsigncode", "verify", "-in", str(path)]
    done = subprocess.run(
        asked, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if trouble := complaint(done.stdout + done.stderr, signer):
        raise SetUpError(f"{path.name} {trouble}.", 1)


def complaint(told: str, signer: str) -> str:
    """What osslsigncode's report of a file leaves to be desired; empty where it is in order."""
    digests = dict(DIGEST.findall(told))
    if len(digests) != 2 or digests["Current"] != digests["Calculated"]:
        return "is not what was signed"
    found = SIGNER.search(told)
    subject = found[1] if found else "nobody"
    return "" if f"/O={signer}/" in f"{subject}/" else f"is signed by {subject}, not by {signer}"
