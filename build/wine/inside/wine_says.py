"""A plug-in of pytest's for a run under Wine: what Qt says there because Wine lacks something."""

import pytest

SAID = {
    "Unable to open monitor interface": "Wine tells nothing of the screen's maker",
    r"DirectWrite: CreateFontFaceFromHDC\(\) failed": "Wine offers fonts of dots for other scripts",
    r"EnableNonClientDpiScaling\(\) failed": "Wine has one scale for all screens",
}
"""Each message of Qt's, with what Wine lacks."""


def pytest_configure(config: pytest.Config) -> None:
    for pattern in SAID:
        config.addinivalue_line("qt_log_ignore", pattern)
