"""The documents say what is true: links, commands, keys, tables and examples."""

import argparse
import json
import re
import shlex
import sys
from math import exp
from pathlib import Path
from urllib.parse import unquote

import go
import pytest

from spdesk import cli
from spdesk.cli import run
from spdesk.core.performance import Lever, Performance
from spdesk.core.rounds import RatingScale, spread_of
from spdesk.core.triage import check_answers
from spdesk.core.uncertainty import room_performance
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import example_folder
from spdesk.workbook.derive import reading_of
from spdesk.workbook.format import from_text
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.round_values import ratings_of, room_scores, spreads_of, terms_of
from spdesk.workbook.store import read_workbook
from tests.reading import screen_texts

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
WORKED = DOCS / "guide" / "worked-case.md"
GUIDES = sorted((DOCS / "guide").glob("*.md"))
DOCUMENTS = [README, ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]

LARGEST_PICTURE = 250_000

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def between(path: Path, start: str, end: str) -> str:
    """What stands between two comments of a document."""
    found = re.search(rf"<!-- {start}[^\n]*-->\n(.*?)<!-- {end} -->", text_of(path), re.DOTALL)
    assert found, f"{path.name} has lost its comment {start}"
    return found[1]


def rows_of(table: str) -> list[list[str]]:
    """The cells of a table's rows, without its heading."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def json_after(path: Path, comment: str) -> str:
    found = re.search(rf"<!-- {comment}[^\n]*-->\n```json\n(.*?)```", text_of(path), re.DOTALL)
    assert found, f"{path.name} has lost its example {comment}"
    return found[1]


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings, as the usual viewers make them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text_of(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    for link in _LINK.findall(_FENCE.sub("", text_of(document))):
        if link.startswith(("https://", "mailto:")):
            continue
        place, _, anchor = unquote(link).partition("#")
        target = (document.parent / place).resolve() if place else document
        assert target.exists(), f"{link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{link} leads out of the project"
        if anchor:
            assert anchor in anchors(target), f"{link} names no heading"


def test_every_picture_is_used_and_small() -> None:
    texts = "".join(text_of(document) for document in DOCUMENTS)
    for picture in sorted((DOCS / "pictures").iterdir()):
        assert f"pictures/{picture.name}" in texts, f"{picture.name} is not used"
        assert picture.stat().st_size <= LARGEST_PICTURE, f"{picture.name} is too large"


def subcommands() -> set[str]:
    actions = cli._parser()._actions
    found = next(action for action in actions if isinstance(action, argparse._SubParsersAction))
    return set(found.choices)


def test_every_verb_of_go_in_the_readme_exists() -> None:
    verbs = set(re.findall(r"build[/\\]go\.py +([\w-]+)", text_of(README)))
    assert {"open", "test", "demo"} <= verbs <= set(go.VERBS)


def test_every_command_in_the_readme_exists() -> None:
    commands = set(re.findall(r"(?:`|\$ )spdesk ([a-z][\w-]*)", text_of(README)))
    assert commands == subcommands()


@pytest.mark.parametrize("document", [README, WORKED], ids=lambda path: path.name)
def test_outputs_in_the_documents_are_those_of_the_program(
    document: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    consoles = re.findall(r"^```console\n(.*?)^```$", text_of(document), re.MULTILINE | re.DOTALL)
    assert consoles
    for console in consoles:
        for part in re.split(r"^\$ spdesk ", console, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            assert run(shlex.split(command)) == 0
            assert capsys.readouterr().out == output, command


@pytest.mark.skipif(sys.platform == "darwin", reason="keys are written in another way there")
@pytest.mark.usefixtures("qapp")
def test_the_keys_in_the_user_guide_are_those_of_the_program() -> None:
    from spdesk.ui.actions import key_table  # noqa: PLC0415  the rest is tested without Qt
    from spdesk.ui.widgets.keys_dialog import page_keys  # noqa: PLC0415

    rows = rows_of(between(DOCS / "user-guide.md", "keys", "end of keys"))
    assert [tuple(row) for row in rows] == [*page_keys(), *key_table()]


def test_the_criteria_in_the_method_are_those_of_the_resources() -> None:
    rows = rows_of(between(DOCS / "method.md", "criteria", "end of criteria"))
    told = [
        (row[0].strip("`"), row[1], row[2], tuple(float(p.replace("−", "-")) for p in row[3:8]))
        for row in rows
    ]
    assert told == [
        (c.id, c.label_wicked, c.strength, c.evidence) for c in guidance().triage.criteria
    ]
    assert [row[9] for row in rows] == ["; ".join(c.sources) for c in guidance().triage.criteria]


def test_the_numbers_of_the_triage_in_the_method_are_those_of_the_resources() -> None:
    rules = guidance().rules
    method = text_of(DOCS / "method.md")
    lowest = sum(criterion.evidence[0] for criterion in rules.criteria)
    highest = sum(criterion.evidence[-1] for criterion in rules.criteria)
    for words in (
        f"in all {rules.total_weight}.",
        f"The sum can run from −{-lowest:g} to {highest:g}.",
        f"A sum from −{rules.mixed_within:g} to {rules.mixed_within:g} is mixed.",
        f"1 / (1 + e^(−sum / {rules.points_per_logit:g}))",
        f"is {rules.complicated_from:g} or more",
    ):
        assert words in method
    assert rules.enough_share == 0.5
    for criterion_id in rules.complicated_criteria:
        assert f"`{criterion_id}`" in method


def test_the_approaches_in_the_method_are_chosen_as_in_the_resources() -> None:
    rows = re.findall(
        r"^\| (?:crisis|type \d|mixed) \|.*\| `(\w+)` \|$",
        text_of(DOCS / "method.md"),
        re.MULTILINE,
    )
    assert rows == [choice.approach for choice in guidance().approach.choices]


def test_the_worked_values_in_the_method_are_right() -> None:
    for row in rows_of(between(DOCS / "method.md", "worked", "end of worked")):
        performance = Performance(*(float(score) for score in row[:3]))
        assert row[3:] == [
            f"{performance.sp:,.3f}",
            f"{performance.index:.1f}",
            f"{performance.additive_index:.1f}",
            *(f"{performance.next_point(lever):.3f}" for lever in Lever),
            " and ".join(performance.strongest) or "none",
        ]


def test_the_worked_agreements_are_right() -> None:
    rows = rows_of(between(DOCS / "room.md", "agreement", "end of agreement"))
    assert {row[5] for row in rows} == {"agreed", "mixed", "split"}
    for row in rows:
        low, high = (int(end) for end in row[0].split(" to "))
        scale = RatingScale(low, high, tuple(map(float, range(low, high + 1))))
        spread = spread_of([float(answer) for answer in row[1].split()], scale)
        assert spread is not None
        assert row[2:] == [
            f"{spread.median:g}",
            f"{spread.q1:g} and {spread.q3:g}",
            f"{round(spread.disagreement_index, 3):g}",
            spread.agreement.value,
        ]


def test_the_example_of_the_file_format_opens() -> None:
    workbook = from_text(json_after(DOCS / "file-format.md", "example"), "the example")
    assert [issue.id for issue in workbook.issues] == ["phones"]
    assert not from_text('{"format": "spdesk", "version": "1.0"}', "the smallest").issues


def test_the_file_format_names_every_field() -> None:
    text = text_of(DOCS / "file-format.md")
    example = from_text(json_after(DOCS / "file-format.md", "example"), "the example")
    for field in fields_of(example.model_dump(mode="json")):
        assert re.search(rf"[`{{ ]{field}[`,}}]", text), f"{field} is not described"


def fields_of(data: object) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*(fields_of(value) for value in data.values()))
    return set().union(*(fields_of(value) for value in data)) if isinstance(data, list) else set()


def test_the_example_of_triage_answers_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json_after(DOCS / "file-format.md", "answers"), encoding="utf-8")
    check_answers(guidance().rules, cli._read_answers(file))
    assert run(["triage", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "type_2"


# --- The guides -------------------------------------------------------------------------------


def worked_case() -> tuple[Workbook, Issue]:
    """The example that the worked case follows."""
    workbook = read_workbook(example_folder() / "missed-appointments.spdesk")
    return workbook, workbook.issues[0]


def test_the_points_of_the_worked_case_are_those_of_the_example() -> None:
    rules = guidance().rules
    _, issue = worked_case()
    labels = {criterion.id: criterion.label_wicked for criterion in guidance().triage.criteria}
    points = {c.id: c.evidence for c in rules.criteria}
    rows = rows_of(between(WORKED, "points", "end of points"))
    told = {row[0]: (int(row[1]), float(row[2])) for row in rows[:-1]}
    ratings = {answer.criterion: answer.rating for answer in issue.triage.answers}
    assert told == {labels[c]: (r, points[c][r]) for c, r in ratings.items() if r is not None}
    reading = reading_of(issue, rules)
    assert float(rows[-1][2]) == reading.points
    assert (reading.verdict, issue.triage.crisis_gate) == ("type_2", 0)
    assert sum(value for _, value in told.values()) == reading.points


def test_the_rounds_of_the_worked_case_are_those_of_the_example() -> None:
    workbook, issue = worked_case()
    items = guidance().factors.by_lever
    told = []
    for held in issue.ballot_rounds:
        scores = room_scores(held, items)
        performance = Performance(*(scores[lever] for lever in Lever), workbook.scale)
        day = held.held_on.strftime("%d %B %Y").lstrip("0")
        told.append(
            [
                day,
                *(f"{scores[lever]:g}" for lever in Lever),
                f"about {performance.sp:.0f}",
                f"{performance.index:.0f}",
                f"{performance.additive_index:.0f}",
            ]
        )
    assert rows_of(between(WORKED, "rounds", "end of rounds")) == told


def test_the_room_of_the_worked_case_is_that_of_the_example() -> None:
    workbook, issue = worked_case()
    held = issue.ballot_rounds[-1]
    names = {factor.name: factor.id for factor in guidance().factors.factors}
    spreads = spreads_of(held, workbook.scale)
    rows = rows_of(between(WORKED, "room", "end of room"))
    assert len(rows) == 3
    for name, answers, *told in rows:
        given = sorted(r for r in ratings_of(held, names[name]) if r is not None)
        spread = spreads[names[name]]
        assert answers == " ".join(f"{rating:g}" for rating in given)
        middle = f"{spread.q1:g} to {spread.q3:g}"
        assert told == [f"{spread.median:g}", middle, spread.agreement.value]
    room = room_performance(terms_of(held, guidance().factors.by_lever), workbook.scale)
    assert room is not None
    band = re.search(r"<!-- band -->(.*?)<!-- end of band -->", text_of(WORKED))
    assert band
    assert band[1] == f"{exp(room.likely_ln_sp.low):.0f} and {exp(room.likely_ln_sp.high):.0f}"


def test_the_minutes_of_the_facilitator_are_those_of_the_run_sheet() -> None:
    (sheet,) = (one for one in guidance().meeting.sheets if one.minutes == 60)
    rows = rows_of(between(DOCS / "guide" / "facilitator.md", "meeting", "end of meeting"))
    start, told = 0, []
    for step in sheet.steps:
        told.append([str(start), str(start + step.minutes), step.title, step.ask])
        start += step.minutes
    assert [[*row[:3], row[4]] for row in rows] == told


def test_every_menu_in_the_guides_is_there() -> None:
    from spdesk.ui.actions import ACTIONS, menu_path, plain_name  # noqa: PLC0415  without Qt above

    names = {f"{menu_path(one)} ▸ {plain_name(one)}" for one in ACTIONS if one.text}
    starts = tuple({name.split(" ▸ ")[0] for name in names})
    documents = [DOCS / "user-guide.md", *GUIDES, *(ROOT / "resources" / "help").glob("*.md")]
    told = [
        path
        for document in documents
        for path in re.findall(r"\*\*([^*]+ ▸ [^*]+)\*\*", text_of(document))
        if path.startswith(starts)
    ]
    assert len(told) > 15
    for path in told:
        plain = path.rstrip("…")
        assert any(name == plain or name.startswith(plain) for name in names), path


def test_every_picture_of_the_guides_says_what_it_shows() -> None:
    for document in [DOCS / "user-guide.md", *GUIDES]:
        for alt in re.findall(r"!\[([^]]*)\]", text_of(document)):
            assert len(alt.split()) >= 3, f"{document.name}: {alt!r}"


NOT_ON_THE_SCREEN = {
    "What would turn it",
    "performance page",
    "more than the room's disagreement",
    "decision record",
    "Patients who keep missing appointments",
}
"""What is bold in the guides and is no text of the screen. Bold that ends in a mark is a heading."""


def test_what_the_guides_tell_people_to_press_stands_on_the_screen() -> None:
    screen = "\n".join(place.text.replace("&", "").lower() for place in screen_texts())
    told = {
        bold.replace("'", "’")
        for document in [DOCS / "user-guide.md", *GUIDES]
        for bold in re.findall(r"\*\*([^*]+)\*\*", text_of(document))
        if " ▸ " not in bold and bold[-1] not in ".:," and bold not in NOT_ON_THE_SCREEN
    }
    assert len(told) > 60
    headings = ("If the computer", "Opening a file", "The previous version", "When ", "One point")
    missing = {b for b in told if b.lower() not in screen and not b.startswith(headings)}
    assert missing == set()
