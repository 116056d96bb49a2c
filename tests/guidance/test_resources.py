"""The resources load, and each kind of damage is told with its file and its key."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spdesk.console.resources import check_resources
from spdesk.core.errors import ResourceError, SpDeskError
from spdesk.core.performance import Lever, Scale
from spdesk.guidance.library import guidance, load_guidance
from spdesk.guidance.locate import resource_folder

THEME_MISSING = "these roles are missing or unknown"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the resources, to be damaged."""
    return shutil.copytree(resource_folder(), tmp_path / "resources")


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(ResourceError) as caught:
        load_guidance(folder)
    return str(caught.value)


def test_the_resources_load_and_have_what_the_method_needs() -> None:
    library = load_guidance(resource_folder())
    assert len(library.rules.criteria) == 15
    assert len(library.triage.gate.levels) == 5
    assert [lever.id for lever in library.levers.levers] == list(Lever)
    assert library.cases.cases


def test_the_resources_are_loaded_once() -> None:
    assert guidance() is guidance()


def test_the_copied_resources_pass_the_check_in_one_line(folder: Path) -> None:
    said = check_resources(folder)
    assert said.startswith("Resources in order: 15 criteria, ")
    assert "\n" not in said


FAULTS: dict[str, tuple[str, str, str, str]] = {
    # what is wrong: file, text in it, what stands there instead, what the error says
    "a missing key": ("triage.toml", 'hint = "Name', 'hint_ = "Name', "criteria.0.hint: "),
    "an unknown key": ("triage.toml", 'hint = "Name', 'colour = "r"\nhint = "Name', ".colour: "),
    "evidence that falls": (
        "triage.toml",
        "evidence = [-3.0, -2.0, 0.0, 2.0, 3.0]",
        "evidence = [-3.0, -2.0, 0.0, 3.0, 2.0]",
        "evidence must never fall",
    ),
    "evidence past its weight": (
        "triage.toml",
        "evidence = [-3.0, -2.0, 0.0, 2.0, 3.0]",
        "evidence = [-3.5, -2.0, 0.0, 2.0, 3.0]",
        "strong criterion may not go past its weight",
    ),
    "evidence for one side only": (
        "triage.toml",
        "evidence = [-3.0, -2.0, 0.0, 2.0, 3.0]",
        "evidence = [0.0, 0.0, 0.0, 2.0, 3.0]",
        "evidence must speak for type 1 at answer 0",
    ),
    "evidence for four answers": (
        "triage.toml",
        "evidence = [-3.0, -2.0, 0.0, 2.0, 3.0]",
        "evidence = [-3.0, -2.0, 0.0, 2.0]",
        "criteria.0.evidence",
    ),
    "evidence that is a text": (
        "triage.toml",
        "evidence = [-3.0, ",
        'evidence = ["much", ',
        "criteria.0.evidence.0: ",
    ),
    "an unknown strength": ("triage.toml", 'strength = "strong"', 'strength = "odd"', "strength: "),
    "an anchor at 1": ("triage.toml", '\n2 = "', '\n1 = "', "anchors must be given for exactly"),
    "an empty text": (
        "triage.toml",
        '\nlabel_wicked = "',
        '\nlabel_wicked = " " # "',
        "criteria.0.label_wicked: ",
    ),
    "no source": (
        "triage.toml",
        'sources = ["Heifetz 1994", "Alford & Head 2017", "Grint 2005"]',
        "sources = []",
        "criteria.1.sources: ",
    ),
    "a criterion twice": (
        "triage.toml",
        'id = "solution_known"',
        'id = "action_result_link"',
        "these ids stand twice: action_result_link",
    ),
    "a rule about an unknown criterion": (
        "triage.toml",
        'complicated_criteria = ["solution_known"',
        'complicated_criteria = ["solution_unknown"',
        "rules.complicated_criteria names unknown ['solution_unknown']",
    ),
    "a share above one": ("triage.toml", "enough_share = 0.5", "enough_share = 5", "enough_share"),
    "a criterion that cases need": (
        "triage.toml",
        'id = "time_delay"',
        'id = "delay"',
        "time_delay",
    ),
    "TOML that is broken": ("triage.toml", "[gate]", "[gate", "triage.toml: is not well formed"),
    "a gate of four levels": ("triage.toml", '    "No threat.",\n', "", "gate.levels"),
    "a style twice": (
        "approach.toml",
        'id = "coaching"',
        'id = "visionary"',
        "styles: these ids stand twice: visionary",
    ),
    "a plan twice": (
        "approach.toml",
        'id = "new_rule_or_target"',
        'id = "decide_and_push"',
        "plans: these ids stand twice: decide_and_push",
    ),
    "an approach twice": (
        "approach.toml",
        'id = "management"',
        'id = "command"',
        "approaches: these ids stand twice: command",
    ),
    "an approach renamed": (
        "approach.toml",
        'id = "management"',
        'id = "managing"',
        "approach: unknown: management",
    ),
    "a style renamed": (
        "approach.toml",
        'id = "directive"',
        'id = "ordering"',
        "style: unknown: directive",
    ),
    "a plan renamed": (
        "approach.toml",
        'id = "project_plan"',
        'id = "plan_of_project"',
        "plan: unknown: project_plan",
    ),
    "an approach without a source": ("approach.toml", "sources = [", "sources_ = [", "sources"),
    "levers in another order": (
        "levers.toml",
        'id = "capabilities"',
        'id = "incentives"',
        "levers must be capabilities, incentives, relationships",
    ),
    "an unknown lever": ("levers.toml", 'id = "capabilities"', 'id = "power"', "levers.0.id: "),
    "cases that are broken": ("cases.json", "{", "", "cases.json: is not well formed"),
    "a case about an unknown criterion": (
        "cases.json",
        '"solution_known"',
        '"solution_unknown"',
        "no such criterion in triage.toml: solution_unknown",
    ),
    "an unknown label of a case": (
        "cases.json",
        '"label": "type_2"',
        '"label": "type_3"',
        ".label: ",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_damage_is_told_with_file_and_key(folder: Path, fault: str) -> None:
    file, old, new, expected = FAULTS[fault]
    rewrite(folder / file, old, new)
    said = refusal(folder)
    assert expected in said
    # A criterion renamed in triage.toml is missed by the files that use it.
    assert re.match(r"(triage|approach|levers)\.toml: |cases\.json: ", said)
    assert file in said


RESOURCES = [
    "triage.toml",
    "approach.toml",
    "levers.toml",
    "factors.toml",
    "followership.toml",
    "cases.json",
]


@pytest.mark.parametrize("file", RESOURCES)
def test_a_missing_file_is_told(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert refusal(folder).startswith(f"{file}: cannot be read (")


@pytest.mark.parametrize("file", RESOURCES)
def test_a_file_that_is_not_utf_8_is_told(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"\xff\xfe")
    assert refusal(folder).startswith(f"{file}: is not well formed")


def test_all_wrong_keys_are_told_at_once_a_line_each(folder: Path) -> None:
    rewrite(folder / "triage.toml", 'hint = "Name', 'hint_ = "Name')
    rewrite(folder / "triage.toml", 'id = "solution_known"\n', "")
    lines = refusal(folder).splitlines()
    assert len(lines) >= 3
    assert all(line.startswith("triage.toml: ") for line in lines)


def _case(index: int, key: str, value: object) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        data["cases"][index][key] = value

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_case(0, "crisis_gate", 5), "cases.0.crisis_gate"),
        (_case(0, "ratings", {"solution_known": 9}), "cases.0.ratings.solution_known"),
        (_case(1, "source", ""), "cases.1.source"),
        (lambda data: data["cases"].append(data["cases"][0]), "twice"),
    ],
    ids=["gate of 5", "rating of 9", "no source", "case twice"],
)
def test_a_damaged_case_is_told(folder: Path, change: Callable[[Any], None], expected: str) -> None:
    path = folder / "cases.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    assert expected in refusal(folder)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('\nfocus = "#0b5cad"', "", f"light: {THEME_MISSING}: focus"),
        ('\nfocus = "#0b5cad"', '\nfocal = "#0b5cad"', "focal, focus"),
        ("#0b5cad", "blue", "light.focus: 'blue' is not a colour"),
        ("#0b5cad", "#0b5ca", "light.focus"),
        ('"#0b5cad"', "5", "light.focus"),
        ("[light]", "[light", "theme.toml: is not well formed"),
        ("[light]", "[bright]", "light"),
    ],
)
def test_a_damaged_theme_is_told(folder: Path, old: str, new: str, expected: str) -> None:
    rewrite(folder / "theme.toml", old, new)
    with pytest.raises(ResourceError) as caught:
        check_resources(folder)
    assert "theme.toml: " in str(caught.value)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"criterion": "solution_known"', '"criterion": "gone"', "unknown criterion gone"),
        ('"plan": "new_rule_or_target"', '"plan": "gone"', "unknown plan gone"),
        ('"approach": "adaptive"', '"approach": "gone"', "gone"),
        ('"rating": 3', '"rating": 9', "rating"),
        ("{", "", "damaged"),
    ],
)
def test_a_damaged_example_is_told(folder: Path, old: str, new: str, expected: str) -> None:
    rewrite(folder / "examples" / "missed-appointments.spdesk", old, new)
    with pytest.raises(SpDeskError) as caught:
        check_resources(folder)
    assert "missed-appointments.spdesk" in str(caught.value)
    assert expected in str(caught.value)


def test_resources_without_examples_are_told(folder: Path) -> None:
    shutil.rmtree(folder / "examples")
    with pytest.raises(ResourceError, match="examples holds no workbook"):
        check_resources(folder)


@pytest.mark.parametrize("lever", list(Lever))
def test_every_score_on_any_scale_has_a_level_in_words(lever: Lever) -> None:
    words = guidance().levers.lever(lever)
    for scale in (Scale(), Scale(1, 5, 3), Scale(2, 100, 50)):
        said = [
            words.level(scale.low + (scale.high - scale.low) * n / 20, scale) for n in range(21)
        ]
        assert said[0] == words.levels[0].text
        assert said[-1] == words.levels[-1].text
        assert list(dict.fromkeys(said)) == [level.text for level in words.levels]


def test_ids_of_another_version_are_unknown_but_do_no_harm() -> None:
    library = guidance()
    assert library.triage.criterion("gone") is None
    assert library.approach.approach("gone") is None
    assert library.approach.plan("gone") is None
    assert library.approach.plan(None) is None
    with pytest.raises(KeyError):
        library.approach.style("gone")
