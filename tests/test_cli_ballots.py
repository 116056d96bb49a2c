"""`spdesk ballots`: what it prints for the files that people bring, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from spdesk import cli
from tests.command_line import Outcome, assert_refused
from tests.exchange.files import forms_rows, mentimeter_sheets, write, wrong_files

WRONG = wrong_files()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command in this process."""

    def run_here(*arguments: str) -> Outcome:
        try:
            code = cli.run(["ballots", *arguments])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run_here


def data_of(outcome: Outcome) -> dict[str, Any]:
    code, out, err = outcome
    assert (code, err) == (0, "")
    data: dict[str, Any] = json.loads(out)
    return data


QUESTIONS = ["Capabilities", "Bad news is\nraised early", "Your role"]
ANSWERS = [
    [3, "Agree", "GP"],
    [3, "Strongly agree", "Nurse"],
    [4, "Agree", "GP"],
    [4, None, "GP"],
    [4, "Agree", "Nurse"],
    [4, "Don't know", "Nurse"],
    [5, "Disagree", "GP"],
]


def test_json_keeps_its_contract(run: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "forms.xlsx", forms_rows(QUESTIONS, ANSWERS))
    data = data_of(run(str(path), "--json"))
    assert (data["file"], data["ballots"], data["heading_row"]) == ("forms.xlsx", 7, 1)
    assert [(c["heading"], c["kind"]) for c in data["columns"]] == [
        *((heading, "personal") for heading in ("ID", "Start time", "Completion time")),
        *((heading, "personal") for heading in ("Email", "Name", "Last modified time")),
        ("Capabilities", "rating"),
        ("Bad news is raised early", "likert"),
        ("Your role", "choice"),
    ]
    assert data["skipped"] == []
    first, second = data["items"]
    # The first row of domain.md 8.1: quartiles of type 7.
    assert {key: first[key] for key in ("n", "median", "q1", "q3", "minimum", "maximum")} == {
        "n": 7,
        "median": 4,
        "q1": 3.5,
        "q3": 4,
        "minimum": 3,
        "maximum": 5,
    }
    assert first["question"] == "Capabilities"
    assert first["agreement"] == "agreed"
    assert first["scale"] == {"low": 1, "high": 5, "words": []}
    assert (second["n"], second["abstained"], second["median"]) == (5, 1, 4)
    assert second["scale"]["words"][0] == "strongly disagree"


def test_a_split_is_called_one(run: Any, tmp_path: Path) -> None:
    text = "Name;conflicting_values\n" + "".join(f"P;{n}\n" for n in (0, 0, 1, 1, 2, 4, 4, 4, 3))
    path = write(tmp_path / "a.csv", text)
    (item,) = data_of(run(str(path), "--json"))["items"]
    assert (item["agreement"], item["scale"]["high"]) == ("split", 4)
    code, out, _ = run(str(path))
    assert code == 0
    assert "split; talk before you take a number" in out


def test_what_could_not_be_read_is_named(run: Any, tmp_path: Path) -> None:
    text = "Name;C;I;CR\r\nÄnne;6,5;03/04;4\r\nBo;7;5;?\r\nCy;;;\r\nDi;8;9;lots\r\nEd;4-Mar;;\r\n"
    data = data_of(run(str(write(tmp_path / "a.csv", text.encode("cp1252"))), "--json"))
    assert data["ballots"] == 3
    assert [(s["row"], s["column"]) for s in data["skipped"]] == [
        *((2, "I"), (4, None), (5, "CR"), (6, "C"), (6, None))
    ]
    assert all(entry["reason"].endswith(".") for entry in data["skipped"])
    assert [item["n"] for item in data["items"]] == [3, 2, 1]
    assert data["items"][0]["median"] == 7


def test_mentimeter(run: Any, tmp_path: Path) -> None:
    sheets = mentimeter_sheets(["Trust: Answer", "Time: Answer"], [[3, 4], [5, 1]])
    data = data_of(run(str(write(tmp_path / "a.xlsx", sheets)), "--json"))
    assert (data["sheet"], data["ballots"], data["heading_row"]) == ("Voters", 2, 4)


@pytest.mark.parametrize(
    ("heading", "numbers", "scale"),
    [
        ("CR", (6, 7), (1, 10)),
        ("Skill in improving things", (6, 7), (1, 10)),
        ("CR", (3, 5), (1, 5)),
        ("conflicting_values", (1, 4), (0, 4)),
        ("conflicting_values", (1, 5), (1, 5)),
        ("Something else", (6, 7), (1, 7)),
        ("Something else", (1, 4), (1, 5)),
    ],
)
def test_our_own_questions_bring_their_scale(
    run: Any, tmp_path: Path, heading: str, numbers: tuple[int, int], scale: tuple[int, int]
) -> None:
    path = write(tmp_path / "a.xlsx", [[heading], *([number] for number in numbers)])
    (item,) = data_of(run(str(path), "--json"))["items"]
    assert (item["scale"]["low"], item["scale"]["high"]) == scale


def test_text_is_for_a_reader(run: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "Name,C,I\nA,6,9\nB,7,x\nC,7,?\nD,,2\n")
    code, out, err = run(str(path))
    assert (code, err) == (0, "")
    assert out == (
        "a.csv holds 4 ballots.\n"
        "Personal columns, left out: Name.\n"
        "C (1 to 10):\n"
        "  3 answers from 6 to 7, median 7, middle half 6.5 to 7: agreed\n"
        "I (1 to 10):\n"
        "  2 answers from 2 to 9, median 5.5, middle half 3.75 to 7.25: split; talk before you "
        "take a number\n"
        "Not read:\n"
        "  row 3, I: “x” is not an answer that is known here.\n"
        "Judgements of one room, not measurements.\n"
    )


def test_one_ballot_is_one_ballot(run: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "C,I\n6,?\n")
    assert run(str(path))[1].startswith("a.csv holds 1 ballot.\n")
    first, second = data_of(run(str(path), "--json"))["items"]
    assert (first["agreement"], second["n"], second["median"]) == ("too_few", 0, None)


def test_personal_details_are_never_printed(run: Any, tmp_path: Path) -> None:
    rows = forms_rows(["Trust"], [[4], [5]])
    for row in rows[1:]:
        row[3:5] = ["ann@example.org", "Ann Onymous"]
    path = write(tmp_path / "a.xlsx", rows)
    for arguments in ([str(path)], [str(path), "--json"]):
        out = run(*arguments)[1]
        assert not any(word in out for word in ("example.org", "Onymous", "2025"))


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_in_one_line(run: Any, tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, WRONG[name])
    assert_refused(run(str(path)), name)
    assert_refused(run(str(path), "--json"), name)
    assert path.read_bytes() == WRONG[name]


def test_bad_arguments_are_refused_in_one_line(run: Any, tmp_path: Path) -> None:
    for arguments in ([], ["a.csv", "b.csv"], ["a.csv", "--colour"]):
        assert_refused(run(*arguments))
    assert_refused(run(str(tmp_path)), "folder")
    assert_refused(run(str(tmp_path / "gone.csv")), "gone.csv")
    unread = write(tmp_path / "unread.csv", "Capabilities,Incentives\nlots,03/04\n")
    assert_refused(run(str(unread)), "unread.csv")
