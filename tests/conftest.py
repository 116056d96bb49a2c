"""What all tests share: no screen unless there is one, private settings, nothing left behind."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says nothing here: other work may keep the machine busy.
settings.register_profile("spdesk", deadline=None)
settings.load_profile("spdesk")

if sys.platform.startswith("linux") and not (
    os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def private_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and state go into the test's own folder, here and in programs that it starts.

    Caches (of fonts, of packages) stay where they are: they hold nothing of the user's.
    """
    home = tmp_path / "home"
    monkeypatch.setenv("SPDESK_HOME", str(home))
    # On Linux also what Qt itself remembers, of its file dialog.
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "of Qt"))
    return home


@pytest.fixture(autouse=True)
def no_window_is_left_behind() -> Iterator[None]:
    """Close and delete every window that a test left open, and fail that test."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    if QApplication.instance() is None:
        return
    # What was told to delete itself goes now: outside of an event loop Qt would wait.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = QApplication.topLevelWidgets()
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in left]
    for widget in left:
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if names:
        pytest.fail(f"left behind: {', '.join(names)}")
