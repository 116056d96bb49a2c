"""The command line. Qt is imported only when a window or a picture is wanted.

Exit status: 0 on success, 2 on bad input with one line on standard error.
"""

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Never

from spdesk.core.errors import AnswersError, SpDeskError
from spdesk.core.performance import Lever, Performance, Scale, check_target
from spdesk.core.triage import Answers
from spdesk.version import __version__

BAD_INPUT = 2

SMOKE_TEST = "--smoke-test"
"""Not in the help: for those who package the program, not for those who use it."""

_EPILOG = "Without a command, SP Desk opens its window: spdesk [FILE]."


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and guesses no option from its first letters."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> Never:
        self.exit(BAD_INPUT, f"{self.prog}: {' '.join(message.split())}\n")


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit status."""
    use_utf_8()
    try:
        if arguments[:1] == [SMOKE_TEST]:
            return _smoke_test(arguments[1:])
        if not arguments or not (arguments[0] in COMMANDS or arguments[0].startswith("-")):
            return _open_window(arguments)
        parsed = _parser().parse_args(arguments)
        command: Callable[[argparse.Namespace], None] = parsed.run
        command(parsed)
        if sys.stdout is not None:  # the window's program on Windows has no streams
            sys.stdout.flush()
    except SpDeskError as error:
        return _refuse(str(error))
    except BrokenPipeError:  # the reader had enough; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        return _refuse(f"{error.strerror or error}.")
    except ImportError as error:
        return _refuse(f"a part of SP Desk or of this system is missing: {error}; see README.md.")
    return 0


def _refuse(sentence: str) -> int:
    print(f"spdesk: {' '.join(sentence.split())}", file=sys.stderr)
    return BAD_INPUT


def use_utf_8() -> None:
    """Make the standard streams speak UTF-8, also where LANG=C or an old console says otherwise."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="spdesk",
        description="See what kind of problem an issue is, and how to lead on it.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"SP Desk {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    score = commands.add_parser("score", help="SP for three scores, and what the next point does")
    for lever in Lever:
        score.add_argument(f"--{lever.value}", type=float, required=True, metavar="SCORE")
    score.add_argument("--target", type=float, metavar="SP", help="also find ways to this SP")
    score.add_argument("--low", type=float, default=1.0, help="low end of the scale (1)")
    score.add_argument("--high", type=float, default=10.0, help="high end of the scale (10)")
    score.add_argument("--neutral", type=float, default=5.0, help="CR at which the power is 1 (5)")
    score.add_argument("--json", action="store_true", help="print one JSON object")
    score.set_defaults(run=_score)

    triage = commands.add_parser("triage", help="read a file of triage answers")
    triage.add_argument("file", type=Path, metavar="ANSWERS.json")
    triage.add_argument("--json", action="store_true", help="print one JSON object")
    triage.set_defaults(run=_triage)

    ballots = commands.add_parser("ballots", help="read a file of ballots, CSV or xlsx")
    ballots.add_argument("file", type=Path, metavar="FILE")
    ballots.add_argument("--json", action="store_true", help="print one JSON object")
    ballots.set_defaults(run=_ballots)

    collate = commands.add_parser(
        "collate", help="put the workbooks of a folder into flat tables, without names or texts"
    )
    collate.add_argument("folder", type=Path, metavar="FOLDER")
    collate.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="ends in .parquet, .csv or .xlsx"
    )
    collate.add_argument(
        "--day", type=_day, metavar="YYYY-MM-DD", help="hold what is open against this day (today)"
    )
    collate.add_argument("--overwrite", action="store_true", help="replace files that are there")
    collate.add_argument("--json", action="store_true", help="print one JSON object")
    collate.set_defaults(run=_collate)

    report = commands.add_parser(
        "report", help="write the decision record, the action log, slides or the data of a workbook"
    )
    report.add_argument("file", type=Path, metavar="WORKBOOK")
    report.add_argument("--issue", metavar="ID", help="only this issue, not all of them")
    report.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="ends in .docx, .pdf, .pptx, .xlsx, .csv or .json",
    )
    report.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    report.set_defaults(run=_report)

    check = commands.add_parser("check", help="check a workbook file")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(run=_check)

    resources = commands.add_parser("check-resources", help="check the program's own resources")
    resources.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    resources.set_defaults(run=_check_resources)

    demo = commands.add_parser(
        "demo", help="draw every page of the examples into a folder, without a screen"
    )
    demo.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    demo.set_defaults(run=_demo)
    return parser


COMMANDS = ("score", "triage", "ballots", "report", "collate", "check", "check-resources", "demo")


def _open_window(arguments: Sequence[str]) -> int:
    if len(arguments) > 1:
        print("spdesk: opens one workbook at a time: spdesk [FILE]", file=sys.stderr)
        return BAD_INPUT
    path = Path(arguments[0]) if arguments else None
    if path is not None and not _is_there(path):
        print(
            f"spdesk: there is no command and no file called {path}; see spdesk --help",
            file=sys.stderr,
        )
        return BAD_INPUT
    _prepare_for_a_window()
    from spdesk.ui.application import open_window  # Qt, only now

    return open_window(path)


def _smoke_test(arguments: Sequence[str]) -> int:
    parser = _Parser(prog=f"spdesk {SMOKE_TEST}", description="Walk through the whole program.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the report goes there")
    parser.add_argument("--times", type=int, default=1, help="walks; 0 only times the start")
    parser.add_argument(
        "--begun",
        type=int,
        default=time.perf_counter_ns(),
        metavar="NS",
        help="the starter's clock",
    )
    parsed = parser.parse_args(arguments)
    _prepare_for_a_window()
    from spdesk.ui.smoke.run import run_smoke_test

    return run_smoke_test(parsed.folder, parsed.begun, parsed.times)


def _prepare_for_a_window() -> None:
    """What makes a start quick."""
    # SP Desk uses no pydantic plugins; looking for some searches every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # imports leave no garbage worth looking for; the window turns it on again


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False


def _score(parsed: argparse.Namespace) -> None:
    from spdesk.console.score import score_data, score_text

    performance = Performance(
        parsed.capabilities,
        parsed.incentives,
        parsed.relationships,
        Scale(parsed.low, parsed.high, parsed.neutral),
    )
    if parsed.target is not None:
        check_target(parsed.target)
    if parsed.json:
        _print_json(score_data(performance, parsed.target))
    else:
        print(score_text(performance, parsed.target))


def _triage(parsed: argparse.Namespace) -> None:
    from spdesk.console.triage import triage_data, triage_text

    data = triage_data(_read_answers(parsed.file))
    if parsed.json:
        _print_json(data)
    else:
        print(triage_text(data))


def _ballots(parsed: argparse.Namespace) -> None:
    from spdesk.console.ballots import ballots_data, ballots_text

    data = ballots_data(parsed.file)
    if parsed.json:
        _print_json(data)
    else:
        print(ballots_text(data))


def _collate(parsed: argparse.Namespace) -> None:
    from spdesk.console.collate import collate_data, collate_folder, collate_text

    day = parsed.day or date.today()  # noqa: DTZ011  the day where the program runs
    done = collate_folder(parsed.folder, parsed.out, day, parsed.overwrite, sys.stderr)
    if parsed.json:
        _print_json(collate_data(done))
    else:
        print(collate_text(done))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a day, as in 2026-11-02: {text}") from error


def _report(parsed: argparse.Namespace) -> None:
    from spdesk.console.report import write_report  # the PDF alone imports Qt

    print(write_report(parsed.file, parsed.out, parsed.issue, overwrite=parsed.overwrite))


def _check(parsed: argparse.Namespace) -> None:
    from spdesk.workbook.store import read_workbook

    workbook = read_workbook(parsed.file)
    count = len(workbook.issues)
    if parsed.json:
        _print_json({"file": parsed.file.name, "version": workbook.version, "issues": count})
    else:
        issues = "1 issue" if count == 1 else f"{count} issues"
        print(f"{parsed.file.name} is in order: {issues}.")


def _check_resources(parsed: argparse.Namespace) -> None:
    from spdesk.console.resources import check_resources

    print(check_resources(parsed.folder))


def _demo(parsed: argparse.Namespace) -> None:
    from spdesk.console.demo import run_demo  # Qt, only now

    run_demo(parsed.out)


def _print_json(data: dict[str, Any]) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _read_answers(path: Path) -> Answers:
    """Read a file of triage answers. Raises AnswersError with one sentence naming the file."""
    name = path.name or str(path)
    try:
        if path.exists() and not path.is_file():
            raise AnswersError(f"{name} cannot be read: it is not a file.")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise AnswersError(f"{name} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise AnswersError(f"{name} is not well-formed JSON: {error}.") from error
    if not isinstance(data, dict) or not isinstance(data.get("ratings"), dict):
        raise AnswersError(f'{name} must hold one object with "crisis_gate" and "ratings".')
    return Answers(data.get("crisis_gate"), data["ratings"])
