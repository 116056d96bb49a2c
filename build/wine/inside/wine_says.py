"""What Qt says under Wine because Wine lacks something; a plug-in that tells pytest, too."""

import re

import pytest

SAID = {
    "Unable to open monitor interface": "Wine tells nothing of the screen's maker",
    "EnableNonClientDpiScaling() failed": "Wine has one scale for all screens",
    "DirectWrite: CreateFontFaceFromHDC() failed": (
        "Wine's own Courier, and its fonts for other scripts, are made of dots, which DirectWrite "
        "does not open"
    ),
}
"""Each message of Qt's, with what Wine lacks."""


def pytest_configure(config: pytest.Config) -> None:
    for message in SAID:
        config.addinivalue_line("qt_log_ignore", re.escape(message))
