"""Files of other versions: older ones are brought up to date, newer ones lose nothing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from spdesk.core.errors import EditError, WorkbookFileError
from spdesk.core.performance import Lever
from spdesk.guidance.library import guidance
from spdesk.workbook import edits, plan_edits, round_edits
from spdesk.workbook.format import from_text, to_text
from spdesk.workbook.migrations import STEPS, from_1_0, from_1_1, migrated
from spdesk.workbook.model import VERSION, Issue, Workbook
from spdesk.workbook.part import WorkbookPart
from spdesk.workbook.plan_values import review_today
from spdesk.workbook.rounds import Ballot, BallotAnswer, BallotRound
from spdesk.workbook.store import read_workbook, save_workbook
from tests.workbook.strategies import NEWER, Move, json_values, moves, whole_workbooks

FILES = Path(__file__).parent / "files"
NAME = "group.spdesk"


@pytest.fixture
def full(rich: Workbook) -> Workbook:
    """The rich workbook with the fields that 1.1 brought."""
    accepted = ("description email", "owner name")
    book = edits.with_issue(rich, "whole", review_on=date(2026, 12, 24), accepted=accepted)
    return edits.with_issue(book, "lease", archived=True)


@pytest.fixture
def fullest(full: Workbook) -> Workbook:
    """The same with what 1.2 brought: two rounds of ballots, one deleted, dissent, a plan."""
    answers = [
        {"capabilities": 6.0, "incentives": None},
        {"incentives": 4.5, "relationships": 3.5},
        {},
    ]
    cast = [
        Ballot.made(answers=tuple(BallotAnswer.made(question=q, rating=r) for q, r in one.items()))
        for one in answers * 2
    ]
    held = BallotRound.made(
        id="june",
        subject="terms",
        questions=tuple(lever.value for lever in Lever),
        held_on=date(2026, 6, 1),
        group="Reception",
        term_rule="lowest",
        expected=7,
        roles=("nurse", "receptionist"),
        revealed=True,
        ballots=tuple(b.replaced(role=r) for r in ("nurse", "receptionist") for b in cast),
        delete_on=date(2026, 9, 1),
    )
    book = round_edits.keep_ballot_round(full, "whole", held)
    book = round_edits.keep_ballot_round(
        book, "whole", held.replaced(id="july", roles=("nurse", "receptionist", "GP"))
    )
    book = round_edits.take_over_scores(book, "whole", "july", {}, "from-ballots", date(2026, 7, 1))
    book = round_edits.delete_ballots(book, "whole", "july", {})
    book = round_edits.add_minority_note(book, "whole", "no", "Not before the lease is\nsigned.")
    book = round_edits.add_minority_note(book, "whole", "nor", "Too soon.", "The nurses")
    book = plan_edits.add_action(book, "whole", "lawyer", "Ask a lawyer", "Ask somebody who knows")
    book = plan_edits.change_in_plan(book, "whole", "actions", "lawyer", "due", date(2026, 9, 30))
    book = plan_edits.add_probe(book, "whole", "tea", "One tea break together each week")
    book = plan_edits.change_in_plan(book, "whole", "probes", "tea", "outcome", "kept")
    book = plan_edits.add_trigger(book, "whole", "leaves", "A partner says that they will leave")
    book = plan_edits.decide(book, "whole", date(2026, 7, 2), "We merge in spring.")
    book = plan_edits.reject_approach(book, "whole", "command", "No haste.", date(2026, 7, 2))
    issue = edits.issue_of(book, "whole")
    review = review_today(
        issue,
        guidance().rules,
        "autumn",
        date(2026, 10, 1),
        ballot_round="july",
        likely=(1.5, 2.5),
        note="Calmer.",
    )
    return plan_edits.keep_review(book, "whole", review, date(2026, 12, 24))


def test_there_is_a_file_of_every_version() -> None:
    """One of each is kept for ever. A new version needs a step, and a file here."""
    versions = [*STEPS, VERSION]
    assert sorted(path.name for path in FILES.glob("v*.spdesk")) == [
        f"v{v}.spdesk" for v in versions
    ]
    for version in versions:
        assert json.loads((FILES / f"v{version}.spdesk").read_bytes())["version"] == version


def test_the_file_of_format_1_0_opens_for_ever(rich: Workbook) -> None:
    assert read_workbook(FILES / "v1.0.spdesk") == rich


def test_the_file_of_format_1_1_opens_for_ever(full: Workbook) -> None:
    assert read_workbook(FILES / "v1.1.spdesk") == full


def test_the_file_of_format_1_2_opens_for_ever(fullest: Workbook) -> None:
    assert read_workbook(FILES / "v1.2.spdesk") == fullest


def test_a_file_of_this_version_is_written_back_byte_for_byte(fullest: Workbook) -> None:
    assert to_text(fullest).encode() == (FILES / f"v{VERSION}.spdesk").read_bytes()


def test_an_older_file_is_saved_in_this_version(tmp_path: Path, rich: Workbook) -> None:
    path = tmp_path / NAME
    save_workbook(read_workbook(FILES / "v1.0.spdesk"), path)
    assert json.loads(path.read_bytes())["version"] == VERSION
    assert read_workbook(path) == rich


def test_each_step_gives_an_issue_its_new_fields() -> None:
    before = {"format": "spdesk", "version": "1.0", "issues": [{"id": "a", "title": "A"}]}
    issue = {"id": "a", "title": "A", "review_on": None, "archived": False, "accepted": []}
    after = {"format": "spdesk", "version": "1.1", "issues": [issue]}
    assert from_1_0(before) == after
    issue |= {"ballot_rounds": [], "minority_notes": [], "agreed": {}}
    assert from_1_1(after) == {"format": "spdesk", "version": "1.2", "issues": [issue]}


@given(json_values)
def test_a_step_leaves_what_it_was_given_and_never_stumbles(value: Any) -> None:
    for issues in (value, [value], [{"id": value}]):
        data = {"format": "spdesk", "version": "1.0", "issues": issues}
        before = json.dumps(data)
        assert migrated(data)["version"] == VERSION
        assert json.dumps(data) == before


@pytest.mark.parametrize("field", ["colour", "reviewed"])
@pytest.mark.parametrize("version", ["1.0", VERSION])
def test_an_unknown_field_of_this_or_an_older_version_is_refused(version: str, field: str) -> None:
    data = {"format": "spdesk", "version": version, "issues": [{"id": "a", "title": "A", field: 1}]}
    with pytest.raises(WorkbookFileError, match=f"issues → 1 → {field}: this version does not"):
        from_text(json.dumps(data), NAME)


@settings(deadline=None)
@given(whole_workbooks(newer=True))
def test_a_newer_minor_version_loses_nothing(workbook: Workbook) -> None:
    text = to_text(workbook)
    back = from_text(text, NAME)
    assert back == workbook
    assert back.version == NEWER
    assert to_text(back) == text


@pytest.fixture
def newer() -> Workbook:
    """A workbook of a newer version, with something unknown in each of its parts."""
    return read_workbook(FILES / "newer.spdesk")


def unknown(data: Any, way: str = "") -> dict[str, Any]:
    """The unknown fields of a file, by where they stand."""
    found = {}
    items = enumerate(data) if isinstance(data, list) else data.items()
    for key, value in items:
        place = f"{way}/{key}"
        if str(key).startswith("new"):
            found[place] = value
        elif isinstance(value, (dict, list)):
            found |= unknown(value, place)
    return found


EDITS = [
    Move(edits.describe_issue, ("whole", "owner", "Somebody")),
    Move(edits.answer_gate, ("whole", 2)),
    Move(edits.note_check, ("whole", "no_time", "Another note")),
    Move(edits.note_check, ("whole", "who_gains", "A second note")),
    Move(edits.answer, ("whole", "solution_known", 3)),
    Move(edits.answer, ("whole", "time_delay", 3)),
    Move(edits.overrule, ("whole", "type_2", "Another reason")),
    Move(edits.score, ("whole", {Lever.INCENTIVES: 2.0})),
    Move(edits.keep_round, ("whole", "again", date(2026, 9, 1))),
    Move(edits.stop_asking, ("whole", True)),
    Move(edits.add_issue, ("more", "One more")),
    Move(edits.remove_issue, ("other",)),
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda move: move.edit.__name__)
def test_unknown_fields_stay_through_an_edit(newer: Workbook, edit: Move) -> None:
    before = unknown(json.loads(to_text(newer)))
    assert len(before) == 9
    after = edit.on(newer)
    assert after is not newer
    text = to_text(after)
    assert before.items() <= unknown(json.loads(text)).items()
    assert from_text(text, NAME) == after
    assert after.version == "1.7"


@settings(deadline=None)
@given(whole_workbooks(newer=True), moves)
def test_a_newer_workbook_reads_back_after_any_edit(workbook: Workbook, move: Move) -> None:
    try:
        workbook = move.on(workbook)
    except EditError:
        return
    assert from_text(to_text(workbook), NAME) == workbook


def test_known_fields_of_a_newer_version_are_checked() -> None:
    data = {"format": "spdesk", "version": "1.3", "issues": [{"id": "a", "title": "", "new": 1}]}
    with pytest.raises(WorkbookFileError, match="title: it must not be empty"):
        from_text(json.dumps(data), NAME)


@pytest.mark.parametrize("part", ["scale", "effort"])
def test_the_closed_parts_take_no_new_field_in_any_1_x(part: str) -> None:
    """Better a sentence than a field that is lost."""
    issue = {"id": "a", "title": "A", "effort": {"new": 1} if part == "effort" else {}}
    data = {"format": "spdesk", "version": "1.3", "issues": [issue]}
    data |= {"scale": {"new": 1}} if part == "scale" else {}
    with pytest.raises(WorkbookFileError, match="new: this version does not know this field"):
        from_text(json.dumps(data), NAME)


@pytest.mark.parametrize(
    "version", ["2.0", "2.1", "10.0", "1", "1.", "1.01", "01.1", "1.1.1", "1.1\n"]
)
def test_another_version_is_refused_with_a_sentence(version: str) -> None:
    with pytest.raises(WorkbookFileError, match="another version of SP Desk"):
        from_text(json.dumps({"format": "spdesk", "version": version}), NAME)


def test_unknown_fields_cannot_come_into_a_workbook_of_this_version(newer: Workbook) -> None:
    """It could not be opened again; a merge has to take the newer version along."""
    with pytest.raises(EditError, match="new: this version does not know this field"):
        edits.changed(Workbook(), issues=newer.issues)
    taken = edits.changed(Workbook(), issues=newer.issues, version=newer.version)
    assert from_text(to_text(taken), NAME).issues == newer.issues


@pytest.mark.parametrize("made", [Issue, Workbook])
def test_nothing_but_a_newer_file_brings_unknown_fields(made: type[WorkbookPart]) -> None:
    fields = {"id": "a", "title": "A"} if made is Issue else {}
    with pytest.raises(ValidationError, match="Extra inputs"):
        made.made(**fields, colour="red")
    with pytest.raises(ValidationError, match="Extra inputs"):
        made.made(**fields).replaced(colour="red")
