"""The contract of the command line: what it prints, where, and with which exit status."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from spdesk import cli
from spdesk.guidance.locate import resource_folder
from spdesk.version import __version__
from tests.command_line import (
    EXAMPLE,
    LEVERS,
    SCORES,
    Outcome,
    all_with,
    assert_refused,
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command in this process."""

    def run_here(*arguments: str) -> Outcome:
        try:
            code = cli.run(arguments)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run_here


@pytest.fixture
def answers(tmp_path: Path) -> Any:
    """Write a file of answers."""

    def write(data: object, name: str = "answers.json") -> str:
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return str(path)

    return write


def test_score_as_json_keeps_its_contract(run: Any) -> None:
    code, out, err = run("score", *SCORES, "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert data["sp"] == pytest.approx(30**0.9)
    assert data["power"] == pytest.approx(0.9)
    assert data["index"] == pytest.approx(100 * 0.9 / 4 * 1.4771212547, rel=1e-6)
    assert set(data["next_point"]) == LEVERS
    assert data["next_point"]["capabilities"] == pytest.approx((7 / 6) ** 0.9)
    assert data["strongest"] == ["relationships"]
    assert data["scale"] == {"low": 1, "high": 10, "neutral": 5}
    assert "target" not in data


def test_score_with_a_target_tells_ways_to_it(run: Any) -> None:
    _, out, _ = run("score", *SCORES, "--target=60", "--json")
    target = json.loads(out)["target"]
    assert target["sp"] == 60
    assert set(target["needed_alone"]) == LEVERS
    assert target["cheapest_route"]["sp"] >= 60


@pytest.mark.parametrize("target", ["1", "60", "1e300"])
def test_score_as_text_is_for_a_reader(run: Any, target: str) -> None:
    code, out, err = run("score", *SCORES, f"--target={target}")
    assert (code, err) == (0, "")
    assert "Sustainable performance is about 21" in out
    assert "Strongest lever: relationships." in out
    assert "A thinking aid" in out


def test_score_knows_other_scales(run: Any) -> None:
    scale = ["--low=1", "--high=5", "--neutral=1", "--json"]
    _, out, _ = run("score", *["--capabilities=2", "--incentives=3", "--relationships=2"], *scale)
    assert json.loads(out)["sp"] == pytest.approx(36)


def test_every_lever_at_the_top_has_no_strongest(run: Any) -> None:
    _, out, _ = run("score", *[f"--{lever}=10" for lever in LEVERS], "--json")
    assert json.loads(out)["strongest"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["score"],
        ["score", *SCORES[:2]],
        ["score", *SCORES[:2], "--relationships"],
        ["score", *SCORES[:2], "--relationships=good"],
        ["score", *SCORES[:2], "--relationships=nan"],
        ["score", *SCORES[:2], "--relationships=inf"],
        ["score", *SCORES[:2], "--relationships=1e999"],
        ["score", *SCORES[:2], "--relationships=11"],
        ["score", *SCORES[:2], "--relationships=0.5"],
        ["score", *SCORES[:2], "--relationships=-3"],
        ["score", *SCORES, "--low=0"],
        ["score", *SCORES, "--low=10", "--high=1"],
        ["score", *SCORES, "--neutral=11"],
        ["score", *SCORES, "--neutral=nan"],
        ["score", *SCORES, "--high=1e300"],
        ["score", *SCORES, "--target=0.5"],
        ["score", *SCORES, "--target=nan"],
        ["score", *SCORES, "--target=lots"],
        ["score", *SCORES, "--colour=red"],
        ["score", *SCORES, "more"],
        ["score", *SCORES, "two\nlines"],
        ["triage"],
        ["triage", "--json"],
        ["triage", "a.json", "b.json"],
        ["check"],
        ["check", str(EXAMPLE), "--colour"],
        ["check", str(EXAMPLE), str(EXAMPLE)],
        ["demo"],
        ["demo", "--out"],
        ["--colour"],
        ["-x"],
        ["a.spdesk", "b.spdesk"],
        ["socre", "--capabilities", "6"],
        ["check-resources", "a", "b"],
    ],
    ids=" ".join,
)
def test_bad_arguments_are_refused_in_one_line(run: Any, arguments: list[str]) -> None:
    assert_refused(run(*arguments))


def test_an_option_is_not_guessed_from_its_beginning(run: Any) -> None:
    assert_refused(run("score", "--cap=6", "--inc=5", "--rel=5"))


TRIAGE_KEYS = {
    "verdict",
    "leaning",
    "type_2",
    "answered_share",
    "contributions",
    "flips",
    "asked_in_order",
    "decided_after",
    "approach",
    "avoid",
}


@pytest.mark.parametrize(
    ("rating", "verdict", "leaning", "approach"),
    [
        (0, "type_1", {"type_1"}, "management"),
        (4, "type_2", {"type_2"}, "system"),
        (2, "mixed", {"type_1", "type_2", None}, "split"),
        (None, "insufficient", {None}, None),
    ],
)
def test_triage_as_json_keeps_its_contract(
    run: Any, answers: Any, rating: int, verdict: str, leaning: set[str | None], approach: str
) -> None:
    file = answers({"crisis_gate": 0, "ratings": all_with(rating)})
    code, out, err = run("triage", file, "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert set(data) >= TRIAGE_KEYS
    assert (data["verdict"], data["approach"]) == (verdict, approach)
    assert data["leaning"] in leaning
    assert 0 <= data["type_2"] <= 1
    assert data["answered_share"] == (0 if rating is None else 1)
    assert sorted(data["asked_in_order"]) == sorted(all_with(rating))
    assert all(set(c) == {"criterion", "rating", "points"} for c in data["contributions"])
    assert all(set(flip) == {"criterion", "from", "to"} for flip in data["flips"])
    assert isinstance(data["avoid"], list)


def test_triage_of_a_crisis_asks_nothing_more(run: Any, answers: Any) -> None:
    file = answers({"crisis_gate": 4, "ratings": all_with(4)})
    data = json.loads(run("triage", file, "--json")[1])
    assert (data["verdict"], data["leaning"], data["approach"]) == ("crisis", None, "command")
    assert (data["asked_in_order"], data["decided_after"], data["flips"]) == ([], 0, [])


def test_triage_says_after_how_many_questions_it_was_decided(run: Any, answers: Any) -> None:
    data = json.loads(run("triage", answers({"ratings": all_with(4)}), "--json")[1])
    assert 1 <= data["decided_after"] < len(data["asked_in_order"])


@pytest.mark.parametrize("gate", [None, 0, 2, 3, 4])
@pytest.mark.parametrize("rating", [None, 0, 2, 4])
def test_triage_as_text_is_for_a_reader(run: Any, answers: Any, gate: Any, rating: Any) -> None:
    file = answers({"crisis_gate": gate, "ratings": all_with(rating)})
    code, out, err = run("triage", file)
    assert (code, err) == (0, "")
    assert out.startswith("Th")
    assert out.rstrip().endswith("The group may overrule it.")


@pytest.mark.parametrize("text", ['\ufeff{"ratings": {}}', '{"ratings": {}, "note": "kept"}'])
def test_triage_forgives_a_byte_order_mark_and_more_keys(run: Any, answers: Any, text: str) -> None:
    assert run("triage", answers(text))[0] == 0


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "[" * 100_000,
        [],
        3,
        "null",
        {},
        {"ratings": []},
        {"ratings": None},
        {"crisis_gate": 0},
        {"ratings": {"solution_unknown": 1}},
        {"ratings": {"solution_known": 7}},
        {"ratings": {"solution_known": -1}},
        {"ratings": {"solution_known": "3"}},
        {"ratings": {"solution_known": True}},
        {"ratings": {"solution_known": 2.5}},
        {"ratings": {"solution_known": 2.0}},
        {"ratings": {"solution_known": [1]}},
        {"ratings": {"two\nlines": 1}},
        '{"ratings": {"solution_known": NaN}}',
        '{"ratings": {"solution_known": 1e999}}',
        {"crisis_gate": 7, "ratings": {}},
        {"crisis_gate": "3", "ratings": {}},
        {"crisis_gate": True, "ratings": {}},
    ],
    ids=lambda data: str(data)[:40],
)
def test_bad_answers_are_refused_in_one_line(run: Any, answers: Any, data: object) -> None:
    assert_refused(run("triage", answers(data)))
    assert_refused(run("triage", answers(data), "--json"))


def test_what_is_wrong_with_answers_is_said(run: Any, answers: Any) -> None:
    outcome = run("triage", answers({"ratings": {"solution_known": 7}}))
    assert_refused(outcome, "solution_known", "0 to 4", "7")
    assert_refused(run("triage", answers({"ratings": {"gone": 1}})), '"gone"', "solution_known")


@pytest.mark.parametrize("command", ["triage", "check"])
def test_files_that_cannot_be_read_are_refused_in_one_line(
    run: Any, tmp_path: Path, command: str
) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "gone.json", tmp_path, binary):
        assert_refused(run(command, str(path)), path.name)


def test_check_tells_what_a_workbook_holds(run: Any) -> None:
    code, out, err = run("check", str(EXAMPLE))
    assert (code, err) == (0, "")
    assert out.startswith("missed-appointments.spdesk is in order: 1 issue")
    data = json.loads(run("check", str(EXAMPLE), "--json")[1])
    assert data == {"file": EXAMPLE.name, "version": "1.2", "issues": 1}


def test_check_counts_one_issue_as_one_issue(run: Any) -> None:
    assert run("check", str(EXAMPLE))[1] == "missed-appointments.spdesk is in order: 1 issue.\n"


@pytest.mark.parametrize("text", ["{}", "", '{"format": "spdesk", "version": "9"}'])
def test_check_refuses_what_is_no_workbook(run: Any, answers: Any, text: str) -> None:
    assert_refused(run("check", answers(text, "x.spdesk")), "x.spdesk")


def test_check_resources_passes_on_our_own(run: Any) -> None:
    code, out, err = run("check-resources")
    assert (code, err) == (0, "")
    assert out.startswith("Resources in order: ")


def test_check_resources_tells_damage_in_one_line(run: Any, tmp_path: Path) -> None:
    folder = shutil.copytree(resource_folder(), tmp_path / "resources")
    text = (folder / "triage.toml").read_text(encoding="utf-8").replace("hint", "tip")
    (folder / "triage.toml").write_text(text, encoding="utf-8")
    assert_refused(run("check-resources", str(folder)), "triage.toml", "criteria.0.hint")
    assert_refused(run("check-resources", str(tmp_path / "gone")))


def test_help_and_version_are_printed(run: Any) -> None:
    for arguments in (["--help"], ["-h"], ["score", "--help"], ["triage", "-h"]):
        code, out, err = run(*arguments)
        assert (code, err) == (0, "")
        assert "usage: spdesk" in out
    assert run("--version")[:2] == (0, f"SP Desk {__version__}\n")
