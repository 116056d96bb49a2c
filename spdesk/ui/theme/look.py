"""How the program looks right now: theme, text size, palette and style sheet in one place.

Painted widgets and plots ask the Look for a colour by its role and repaint on `changed`; nothing
else in the program knows a colour or a size in points.
"""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from spdesk.guidance.locate import resource_folder
from spdesk.ui.theme.stylesheet import stylesheet
from spdesk.ui.theme.theme import Theme, load_themes

ThemeChoice = Literal["system", "light", "dark"]

BASE_POINTS = 11.0
"""Body text at 100 %."""

SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0
SCALE_STEP = 0.1

_LINUX_FONTS = ("Inter", "Noto Sans", "DejaVu Sans")
"""Where the system names no good interface font, the first of these that is installed."""


class Look(QObject):
    """The one place that knows colours and text sizes. `changed` follows every change of either."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = load_themes(resource_folder() / "theme.toml")
        self._choice: ThemeChoice = "system"
        self._scale = 1.0
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self.apply)
        self._family = _family()

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._themes["dark" if self.is_dark else "light"]

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is in force."""
        if self._choice == "system":
            return bool(self._hints.colorScheme() == Qt.ColorScheme.Dark)
        return self._choice == "dark"

    @property
    def choice(self) -> ThemeChoice:
        """What was chosen: follow the system, light or dark."""
        return self._choice

    @property
    def scale(self) -> float:
        """The text size as a share of the normal one, 0.8 to 2."""
        return self._scale

    def color(self, role: str) -> QColor:
        """The colour of a role."""
        return QColor(self.theme.color(role))

    def font(self, points: float = BASE_POINTS, *, bold: bool = False) -> QFont:
        """A font of the given size at 100 %, scaled like all text."""
        font = QFont(self._family) if self._family else QFont()
        font.setPointSizeF(points * self._scale)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def begin(self, choice: ThemeChoice, scale: float) -> None:
        """Take theme and text size together, as a window that opens wants them."""
        self._choice = choice
        self.set_scale(scale)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Follow the system, or stay light or dark."""
        self._choice = choice
        self.apply()

    def set_scale(self, scale: float) -> None:
        """Set the text size; it stays within its range."""
        self._scale = round(min(max(scale, SMALLEST_SCALE), LARGEST_SCALE), 2)
        self.apply()

    def apply(self) -> None:
        """Put theme and size on the whole application."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        application.setFont(self.font())
        application.setPalette(self._palette())
        application.setStyleSheet(stylesheet(self.theme, BASE_POINTS * self._scale))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "window",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "window",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.PlaceholderText: "muted",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "accent_text",
            QPalette.ColorRole.Accent: "accent",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
            QPalette.ColorRole.Light: "surface",
            QPalette.ColorRole.Mid: "line",
            QPalette.ColorRole.Dark: "control",
        }
        for palette_role, role in roles.items():
            palette.setColor(palette_role, self.color(role))
        for palette_role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, palette_role, self.color("muted"))
        return palette


def _family() -> str:
    """An interface font for systems whose own is a poor fallback; empty to take the system's."""
    if QGuiApplication.platformName() in ("windows", "cocoa"):
        return ""
    installed = set(QFontDatabase.families())
    return next((family for family in _LINUX_FONTS if family in installed), "")
