"""The sub-factors: six for each term, short enough for a ballot, and in words of their own."""

import shutil
from pathlib import Path

import pytest

from spdesk.core.errors import ResourceError
from spdesk.core.performance import Lever
from spdesk.guidance.factor_texts import FactorText, FactorTexts
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import resource_folder
from spdesk.guidance.resource import read_resource

IDS = {
    Lever.CAPABILITIES: (
        "clinical_and_technical_skill",
        "improvement_skill",
        "time_and_people",
        "information_and_data",
        "leading_and_facilitating",
        "systems_and_tools",
    ),
    Lever.INCENTIVES: (
        "patients_lot",
        "quality_of_care",
        "working_life",
        "autonomy_and_growth",
        "recognition_and_fairness",
        "money_and_rules",
    ),
    Lever.RELATIONSHIPS: (
        "shared_goals",
        "shared_knowledge",
        "mutual_respect",
        "useful_communication",
        "safe_to_speak",
        "trust_and_reciprocity",
    ),
}
"""What files hold: these ids may never change."""


def test_each_term_has_its_six_factors() -> None:
    assert dict(guidance().factors.by_lever) == IDS
    assert [factor.id for factor in guidance().factors.factors] == [
        name for names in IDS.values() for name in names
    ]


def test_a_factor_is_found_by_its_id() -> None:
    found = guidance().factors.factor("safe_to_speak")
    assert found is not None
    assert found.lever is Lever.RELATIONSHIPS
    assert guidance().factors.factor("gone") is None


@pytest.mark.parametrize("factor", guidance().factors.factors, ids=lambda factor: factor.id)
def test_the_texts_fit_a_ballot(factor: FactorText) -> None:
    assert len(factor.name) <= 40
    assert len(factor.question) <= 90
    assert factor.question.endswith("?")
    levels = [factor.low, factor.middle, factor.high]
    assert max(map(len, levels)) <= 70
    assert len(set(levels)) == 3
    assert not any(level.endswith(".") for level in levels)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('lever = "capabilities"', 'lever = "power"', "factors.0.lever"),
        ('id = "improvement_skill"', 'id = "time_and_people"', "stand twice: time_and_people"),
        (
            'lever = "capabilities"',
            'lever = "relationships"',
            "every lever needs factors, in the order",
        ),
        ('low = "', 'lowest = "', "factors.0.low"),
    ],
)
def test_damage_is_told_with_its_key(tmp_path: Path, old: str, new: str, expected: str) -> None:
    path = Path(shutil.copy(resource_folder() / "factors.toml", tmp_path))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        read_resource(path, FactorTexts)
    assert str(caught.value).startswith("factors.toml: ")
    assert expected in str(caught.value)
