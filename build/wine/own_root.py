"""Where this system is itself a folder of another one (chroot), make it a whole one for this run.

The sandbox needs a root that is a mount of its own, and that of a chroot is none.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bundling import clean_root

from wine.preconditions import NotRun

ENTERED = "SPDESK_OWN_ROOT"
NAMESPACE = ["unshare", "--mount", "--propagation", "unchanged"]
ENTER = 'mount --rbind / /mnt && exec chroot /mnt "$@"'


def check() -> None:
    """See that programs can be shut in here; begins this script anew where that takes a root of
    its own. Raises NotRun where it is not possible at all."""
    reason = clean_root.impossible()
    if not reason:
        return
    if ENTERED in os.environ or not mounts_stay_inside():
        raise NotRun(f"it takes a mount namespace; {reason}")
    os.environ[ENTERED] = "yes"
    os.execvp("unshare", [*NAMESPACE, "sh", "-c", ENTER, "sh", sys.executable, *sys.orig_argv[1:]])


def mounts_stay_inside() -> bool:
    """Whether what is mounted in a namespace stays there. In a chroot of a system that shares its
    mounts it would appear outside, and whoever empties the folder then empties what is mounted."""
    with tempfile.TemporaryDirectory() as name:
        seen, place = Path(name) / "seen", Path(name) / "place"
        seen.mkdir()
        place.mkdir()
        (seen / "file").touch()
        mounted = subprocess.run(
            [*NAMESPACE, "mount", "--bind", str(seen), str(place)], capture_output=True, check=False
        )
        outside = (place / "file").exists()
        if outside:
            subprocess.run(["umount", str(place)], check=True)
        return mounted.returncode == 0 and not outside
