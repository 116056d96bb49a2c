"""The followership check in words: two axes, five styles, and what each sort of problem asks."""

import shutil
from pathlib import Path

import pytest

from spdesk.core.errors import ResourceError
from spdesk.core.followership import AXES, Style
from spdesk.core.triage import Verdict
from spdesk.guidance.followership_texts import FollowershipTexts
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import resource_folder
from spdesk.guidance.resource import read_resource


def test_the_axes_ask_about_oneself_and_fit_a_ballot() -> None:
    axes = guidance().followership.axes
    assert tuple(axis.id for axis in axes) == AXES
    for axis in axes:
        assert guidance().followership.axis(axis.id) is axis
        assert axis.question.endswith("do I take part?") or "for myself?" in axis.question
        assert len(axis.question) <= 90
        assert len(axis.name) <= 40
        assert max(len(axis.low), len(axis.middle), len(axis.high)) <= 70
    assert guidance().followership.axis("gone") is None


@pytest.mark.parametrize("style", Style)
def test_every_style_has_its_words(style: Style) -> None:
    assert guidance().followership.style(style).id is style


def test_a_verdict_asks_something_of_followers_or_nothing_is_said() -> None:
    texts = guidance().followership
    for verdict in (Verdict.CRISIS, Verdict.TYPE_1, Verdict.TYPE_2):
        found = texts.situation(verdict)
        assert found is not None
        assert found.id is verdict
    assert texts.situation(Verdict.MIXED) is None
    assert texts.situation(Verdict.INSUFFICIENT) is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('id = "thinking"', 'id = "engagement"', "axes must be thinking, engagement"),
        ('id = "passive"', 'id = "alienated"', "styles must be exemplary"),
        ('id = "type_2"', 'id = "mixed"', "situations: missing: type_2"),
        ('id = "crisis"', 'id = "type_1"', "stand twice: type_1"),
        ("sources = [", "source = [", "sources"),
    ],
)
def test_damage_is_told_with_its_key(tmp_path: Path, old: str, new: str, expected: str) -> None:
    path = Path(shutil.copy(resource_folder() / "followership.toml", tmp_path))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        read_resource(path, FollowershipTexts)
    assert str(caught.value).startswith("followership.toml: ")
    assert expected in str(caught.value)
