"""The benchmark: its sums, its table, and one quick run of the whole."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import bench
import pytest
from benchmarks import report, scene
from benchmarks.report import Aim, Series

from spdesk.core.performance import Lever

ROOT = Path(__file__).resolve().parents[2]
MATPLOTLIB = importlib.util.find_spec("matplotlib") is not None


def starts(first: float = 0.3, complete: float = 0.5, plot: float = 0.4) -> list[Series]:
    return [
        Series("bare", "a bare window", (0.1, 0.1, 0.2)),
        Series("pyqtgraph", "an empty plot", (plot, plot, 9.0)),
        Series("matplotlib", "matplotlib", (1.0, 0.9, 1.1)),
        Series("first paint", "first", (first,) * 3, ours=True),
        Series("complete", "whole", (complete,) * 3, ours=True),
    ]


def edits(ours: tuple[float, ...]) -> list[Series]:
    return [
        Series("pyqtgraph", "plain", (0.004,)),
        Series("blit", "blitted", (0.019,)),
        Series("redraw", "redrawn", (0.053,)),
        Series("edit", "SP Desk", ours, ours=True),
    ]


class TestSums:
    def test_the_median_is_not_bent_by_one_slow_run(self) -> None:
        assert Series("a", "a", (1.0, 9.0, 2.0)).median == 2.0

    def test_99_of_100_do_not_exceed_p99(self) -> None:
        hundred = Series("a", "a", tuple(float(number) for number in range(100, 0, -1)))
        assert hundred.p99 == 99.0
        assert Series("a", "a", (3.0,)).p99 == 3.0
        assert Series("a", "a", (3.0, 1.0)).p99 == 3.0

    def test_ratios_compare_the_medians(self) -> None:
        series = starts()
        found = report.ratios(series[-1], series[:3])
        assert found == pytest.approx({"bare": 5.0, "pyqtgraph": 1.25, "matplotlib": 0.5})


WORKBOOKS = {
    "10": {"open": 0.002, "json read": 0.001, "save": 0.01, "json write": 0.002,
           "edit": 0.0001, "recovery": 0.0003},
    "1000": {"open": 0.3, "json read": 0.1, "save": 0.6, "json write": 0.2,
             "edit": 0.00019, "recovery": 0.002},
}  # fmt: skip


class TestWorkbooks:
    def test_the_table_tells_times_and_ratios(self) -> None:
        text = report.workbook_table(WORKBOOKS)
        assert "1000 issues" in text
        assert "300.00 (× 3.0)" in text
        assert "0.19" in text

    def test_a_large_workbook_must_be_as_quick_to_edit_as_a_small_one(self) -> None:
        assert [aim.met for aim in report.workbook_aims(WORKBOOKS)] == [True, True]
        slow = {**WORKBOOKS, "1000": {**WORKBOOKS["1000"], "edit": 0.0003, "recovery": 0.02}}
        assert [aim.met for aim in report.workbook_aims(slow)] == [False, False]


ROOM = {"idle": [0.0004, 0.0002, 0.0003], "busy": [0.006, 0.005, 0.009], "took": [0.1, 0.1, 0.2]}


class TestRoom:
    def test_the_wait_beside_a_band_is_held_against_an_idle_window(self) -> None:
        series = report.room_series(ROOM)
        assert report.ratios(series[1], series[:1]) == pytest.approx({"idle": 20.0})
        shown = report.table("Wait", series, "ms", last="slowest").splitlines()
        assert shown[-1].split()[-3:] == ["6.00", "9.00", "20.00"]

    def test_the_longest_wait_of_a_usual_turn_fits_in_a_frame(self) -> None:
        assert [aim.met for aim in report.room_aims(report.room_series(ROOM))] == [True]
        held = {**ROOM, "busy": [0.017, 0.005, 0.018]}
        assert [aim.met for aim in report.room_aims(report.room_series(held))] == [False]


class TestRest:
    def test_a_program_at_rest_takes_nothing_anywhere(self) -> None:
        at_rest = report.rest_series([0.0002], [0.0003, 0.0009, 0.0001])
        assert [aim.met for aim in report.rest_aims(at_rest)] == [True]
        busy = report.rest_series([0.0002], [0.0003, 0.011, 0.0001])
        assert [aim.met for aim in report.rest_aims(busy)] == [False]

    def test_a_floor_that_took_nothing_is_no_error(self) -> None:
        floor, ours = report.rest_series([0.0], [0.001])
        assert report.ratios(ours, [floor])["bare"] == float("inf")


class TestAims:
    def test_a_start_within_its_limits_meets_them_all(self) -> None:
        assert [aim.met for aim in report.start_aims(starts())] == [True] * 4

    def test_each_limit_of_a_start_can_be_missed(self) -> None:
        late = report.start_aims(starts(first=0.41))
        assert [aim.met for aim in late] == [False, True, True, True]
        slow = report.start_aims(starts(complete=0.61))
        assert [aim.met for aim in slow] == [True, False, True, True]
        behind = report.start_aims(starts(first=1.01, complete=1.02))
        assert [aim.met for aim in behind] == [False] * 4

    def test_an_edit_is_held_to_its_99th_percentile_too(self) -> None:
        assert all(aim.met for aim in report.edit_aims(edits((0.005,) * 300)))
        now_and_then = report.edit_aims(edits((0.005,) * 296 + (0.017,) * 4))
        assert [aim.met for aim in now_and_then] == [True, False, True, True]

    def test_without_matplotlib_nothing_is_said_of_it(self) -> None:
        start = [each for each in starts() if each.key != "matplotlib"]
        edit = [each for each in edits((0.005,)) if each.key not in {"blit", "redraw"}]
        said = [aim.wish for aim in (*report.start_aims(start), *report.edit_aims(edit))]
        assert len(said) == 4
        assert not any("matplotlib" in wish for wish in said)

    def test_a_line_says_how_it_came_out(self) -> None:
        assert Aim("a / b", 1.25, 1.5).line() == "  met      a / b: 1.25 (at most 1.50)"
        late = Aim("edits", 20.04, 16.67, " ms").line()
        assert late == "  NOT MET  edits: 20.0 ms (at most 16.7 ms)"


class TestTable:
    def test_a_line_for_each_and_ratios_for_ours_only(self) -> None:
        title, head, *lines = report.table("Start", starts(), "s", last="slowest").splitlines()
        assert title == "Start (3 times each)"
        assert head.split() == [
            *("median", "s", "slowest", "s"),
            *("×", "bare", "×", "pyqtgraph", "×", "matplotlib"),
        ]
        assert [line.split()[-2:] for line in lines[:3]] == [
            ["0.100", "0.200"],
            ["0.400", "9.000"],
            ["1.000", "1.100"],
        ]
        assert lines[3].split() == ["first", "0.300", "0.300", "3.00", "0.75", "0.30"]
        assert lines[4].split() == ["whole", "0.500", "0.500", "5.00", "1.25", "0.50"]

    def test_the_numbers_end_where_their_headings_end(self) -> None:
        _, head, *lines = report.table("Edit", edits((0.006,)), "ms").splitlines()
        assert len(lines[-1]) == len(head)
        assert lines[0].endswith("4.00")
        assert lines[-1].split()[1:4] == ["Desk", "6.00", "6.00"]

    def test_the_data_hold_what_the_table_shows(self) -> None:
        series = starts()
        data = json.loads(json.dumps(report.as_data(series, report.start_aims(series))))
        assert [row["key"] for row in data["rows"]] == [each.key for each in series]
        assert data["rows"][4]["ratios"]["pyqtgraph"] == pytest.approx(1.25)
        assert data["rows"][0]["ratios"] == {}
        assert all(aim["met"] for aim in data["aims"])


class TestScene:
    def test_every_edit_changes_one_score_by_a_tenth(self) -> None:
        before = scene.START
        for lever, now in scene.performances(400):
            moved = {each: abs(now.score(each) - before.score(each)) for each in Lever}
            assert moved.pop(lever) == pytest.approx(0.1)
            assert set(moved.values()) == {0}
            before = now

    def test_every_lever_has_its_turn(self) -> None:
        assert {lever for lever, _ in scene.walk(300)} == set(Lever)


class TestCommandLine:
    @pytest.mark.parametrize("number", ["0", "-1", "many"])
    def test_a_number_of_runs_is_at_least_one(
        self, number: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as stop:
            bench.read_arguments(["--runs", number])
        assert stop.value.code == 2
        assert "--runs" in capsys.readouterr().err


@pytest.mark.window
class TestWhole:
    def test_a_quick_run_measures_every_row(self, tmp_path: Path) -> None:
        """No time is asserted: this machine may be busy."""
        target = tmp_path / "bench.json"
        script = ROOT / "build" / "bench.py"
        arguments = ["--runs", "1", "--edits", "6", "--json", str(target)]
        done = subprocess.run(
            [sys.executable, str(script), *arguments],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=110,
        )
        assert done.returncode == 0, done.stderr
        data = json.loads(target.read_text(encoding="utf-8"))
        rows = {part: {row["key"]: row for row in data[part]["rows"]} for part in ("start", "edit")}
        theirs = {"start": ["matplotlib"], "edit": ["blit", "redraw"]} if MATPLOTLIB else {}
        always = {"start": ["bare", "pyqtgraph", "first paint", "complete"]}
        always["edit"] = ["pyqtgraph", "edit"]
        for part, found in rows.items():
            assert set(found) == {*always[part], *theirs.get(part, [])}
            times = [second for row in found.values() for second in row["seconds"]]
            assert all(second > 0 for second in times)
        assert len(rows["edit"]["edit"]["seconds"]) == 6
        first, complete = (rows["start"][key]["median"] for key in ("first paint", "complete"))
        assert first <= complete
        for row in (*data["start"]["rows"], *data["edit"]["rows"]):
            assert row["name"] in done.stdout
        room = {row["key"]: row for row in data["room"]["rows"]}
        assert set(room) == {"idle", "busy"}
        assert all(second > 0 for row in room.values() for second in row["seconds"])
        rest = {row["key"]: row for row in data["rest"]["rows"]}
        assert len(rest["rest"]["seconds"]) == 3
        assert "Aims" in done.stdout
