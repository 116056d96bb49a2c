"""Pictures as they are seen with another colour vision, and whether the program's stay clear."""

import itertools

import pytest
from picturing.colour_vision import KINDS, simulate
from PySide6.QtGui import QColor, QImage

from spdesk.guidance.locate import resource_folder
from spdesk.ui.theme.theme import load_themes

THEMES = load_themes(resource_folder() / "theme.toml")


def seen(colour: str, kind: str) -> QColor:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return simulate(image, kind).pixelColor(0, 0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("grey", ["#000000", "#010101", "#7f7f7f", "#c8c8c8", "#ffffff"])
def test_grey_stays_grey(grey: str, kind: str) -> None:
    wanted, made = QColor(grey), seen(grey, kind)
    for one, other in zip(wanted.getRgb(), made.getRgb(), strict=True):  # type: ignore[arg-type]
        assert abs(one - other) <= 1


# Worked by hand from the published matrices: the light of the pure colour is a column of the
# matrix, cut to 0 and 1, and coded again as sRGB does (0.152286 is 109, 0.114503 is 95 ...).
@pytest.mark.parametrize(
    ("kind", "colour", "expected"),
    [
        ("protan", "#ff0000", (109, 95, 0)),
        ("deutan", "#ff0000", (163, 144, 0)),
        ("tritan", "#ff0000", (255, 0, 15)),
        ("protan", "#00ff00", (255, 229, 0)),
        ("deutan", "#00ff00", (239, 214, 58)),
        ("tritan", "#0000ff", (0, 107, 150)),
    ],
)
def test_pure_colours_are_the_columns_of_the_matrix(
    kind: str, colour: str, expected: tuple[int, int, int]
) -> None:
    made = seen(colour, kind)
    assert (made.red(), made.green(), made.blue()) == expected


def test_size_and_density_stay_and_gaps_are_white() -> None:
    image = QImage(301, 130, QImage.Format.Format_ARGB32)
    image.fill(0)
    image.setDevicePixelRatio(2)
    image.setPixelColor(300, 129, QColor("#ff0000"))
    made = simulate(image, "protan")
    assert (made.size(), made.devicePixelRatio()) == (image.size(), 2)
    assert made.pixelColor(0, 0).name() == "#ffffff"
    assert made.pixelColor(300, 129).red() == 109
    assert image.pixelColor(0, 0).alpha() == 0  # the original is left alone


def test_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind of colour vision"):
        simulate(QImage(1, 1, QImage.Format.Format_RGB32), "sepia")


def apart(first: QColor, second: QColor) -> float:
    """How far apart two colours look: the distance in OKLab, where 0.02 is just to be seen."""
    places = [_oklab(colour) for colour in (first, second)]
    return sum((one - other) ** 2 for one, other in zip(*places, strict=True)) ** 0.5


def _oklab(colour: QColor) -> tuple[float, ...]:
    from spdesk.ui.plots import plot_style  # noqa: PLC0415  brings the plots along

    return tuple(plot_style._oklab(colour).tolist())


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "group",
    [("type_1", "type_2", "crisis"), ("capabilities", "incentives", "relationships")],
    ids=["types", "levers"],
)
def test_colours_that_stand_for_something_differ_for_every_eye(
    name: str, kind: str, group: tuple[str, ...]
) -> None:
    # Every one of them also has a word, and each type a shape of its own (see the test of shapes):
    # the colours need not do it alone, but they should not mislead.
    theme = THEMES[name]
    for one, other in itertools.combinations(group, 2):
        first, second = (seen(theme.color(role), kind) for role in (one, other))
        assert apart(first, second) >= 0.04, (one, other)
