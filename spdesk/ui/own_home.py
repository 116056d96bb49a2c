"""One folder for settings and unsaved work, where somebody wants them elsewhere than usual.

Windows and macOS ask the system for a user's folders, whatever the environment says. So a test, a
trial run or an IT department that wants them elsewhere names the place here.
"""

import os
from pathlib import Path

VARIABLE = "SPDESK_HOME"
"""The environment variable that names the folder."""


def own_home() -> Path | None:
    """The folder that the environment names; None where settings and work go to the usual places.

    A name that does not begin at a drive or root counts from the folder that the program starts in.
    """
    named = os.environ.get(VARIABLE, "")
    return Path(named).absolute() if named else None
