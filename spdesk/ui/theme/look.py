"""How the program looks right now: theme, text size, palette and style sheet in one place.

Painted widgets and plots ask the Look for a colour by its role and repaint on `changed`; nothing
else in the program knows a colour or a size in points.
"""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QPen
from PySide6.QtWidgets import QApplication

from spdesk.guidance.locate import resource_folder
from spdesk.ui.theme.fonts import points_here, text_font
from spdesk.ui.theme.motion import hold_still
from spdesk.ui.theme.strokes import strokes
from spdesk.ui.theme.stylesheet import stylesheet
from spdesk.ui.theme.theme import Theme, load_themes, name_of

ThemeChoice = Literal["system", "light", "dark", "contrast"]

BASE_POINTS = 11.0
"""Body text at 100 %."""

SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0
SCALE_STEP = 0.1


class Look(QObject):
    """The one place that knows colours and text sizes. `changed` follows every change of either."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = load_themes(resource_folder() / "theme.toml")
        self._choice: ThemeChoice = "system"
        self._scale = 1.0
        self._hints = QGuiApplication.styleHints()
        access = self._hints.accessibility()
        self._scheme = self._hints.colorScheme()
        self._wants_contrast = access.contrastPreference() is Qt.ContrastPreference.HighContrast
        self._ground_is_dark = False
        self._hints.colorSchemeChanged.connect(self._on_scheme)
        access.contrastPreferenceChanged.connect(self._on_contrast)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._themes[self.theme_name]

    @property
    def theme_name(self) -> str:
        """The name of the theme in force, one of `theme.NAMES`."""
        return name_of(dark=self.is_dark, contrast=self.is_contrast)

    @property
    def is_dark(self) -> bool:
        """Whether a dark theme is in force."""
        if self._choice in ("light", "dark"):
            return self._choice == "dark"
        if self._scheme is Qt.ColorScheme.Unknown:
            return self._ground_is_dark
        return self._scheme is Qt.ColorScheme.Dark

    @property
    def is_contrast(self) -> bool:
        """Whether a theme of high contrast is in force: chosen, or as the system asks."""
        return self._choice == "contrast" or (self._choice == "system" and self._wants_contrast)

    @property
    def choice(self) -> ThemeChoice:
        """What was chosen: to follow the system, light, dark or high contrast."""
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
        font = text_font(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setPointSizeF(points_here(points * self._scale, QGuiApplication.platformName()))
        return font

    def focus_pen(self) -> QPen:
        """What frames the control that has the keyboard, wherever it is painted."""
        return QPen(self.color("focus"), strokes(self._scale, contrast=self.is_contrast).focus)

    def edge_pen(self, role: str = "control") -> QPen:
        """What a painted control has as its edge: as thick as one of the style sheet."""
        return QPen(self.color(role), strokes(self._scale, contrast=self.is_contrast).edge)

    def begin(self, choice: ThemeChoice, scale: float) -> None:
        """Take theme and text size together, as a window that opens wants them."""
        self._choice = choice
        self.set_scale(scale)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Follow the system, stay light or dark, or stay in high contrast, light or dark by it."""
        self._choice = choice
        self.apply()

    def follow(self, *, dark: bool, contrast: bool) -> None:
        """Take this for what the system asks, until it asks for something else."""
        self._scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
        self._wants_contrast = contrast
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
        hold_still(application)
        if self._scheme is Qt.ColorScheme.Unknown and self._choice in ("system", "contrast"):
            # Windows names no scheme while it is in high contrast; its own ground tells.
            application.setPalette(QPalette())
            self._ground_is_dark = application.palette().window().color().lightness() < 128
        application.setPalette(self._palette())
        # Before the sheet, or everything is measured by the size before: the sheet says nothing of
        # the font of most. And after it: the first one puts back the fonts that the system has for
        # menus, lists and tool tips, and only a font for all of them takes those away.
        application.setFont(self.font())
        application.setStyleSheet(self._style_sheet())
        application.setFont(self.font())
        self.changed.emit()

    def _on_scheme(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        self.apply()

    def _on_contrast(self, preference: Qt.ContrastPreference) -> None:
        self._wants_contrast = preference is Qt.ContrastPreference.HighContrast
        self.apply()

    def _style_sheet(self) -> str:
        point = points_here(1.0, QGuiApplication.platformName())
        size = BASE_POINTS * self._scale
        return stylesheet(self.theme, size, contrast=self.is_contrast, point=point)

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
