"""Collect every text of the program for translators, and make what they wrote loadable.

`python build/translating.py update de` makes or updates resources/translations/spdesk_de.ts, which
Qt Linguist opens; `python build/translating.py release de` makes the .qm that the program loads.
It runs in the environment of the tests: Qt's own lupdate and lrelease come with PySide6.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"
USAGE = "python build/translating.py update|release LANGUAGE, such as de or pt_BR"


class TranslatingError(Exception):
    """Qt's tool failed, or warned of a text that it cannot find; the text says what it said."""


def sources() -> list[Path]:
    """Every module of the program."""
    return sorted((ROOT / "spdesk").rglob("*.py"))


def resource_texts(resources: Path = RESOURCES) -> list[tuple[str, str]]:
    """Every text of the resources with its context, each once, as the program reads it."""
    from spdesk.core import translation  # noqa: PLC0415  only this needs the program
    from spdesk.guidance.help_texts import HelpTexts  # noqa: PLC0415
    from spdesk.guidance.library import load_guidance  # noqa: PLC0415

    found: dict[tuple[str, str], None] = {}

    def note(context: str, text: str) -> str:
        found[context, text] = None
        return text

    translation.install(note)
    try:
        load_guidance(resources)
        HelpTexts(resources).check()
    finally:
        translation.install()
    return list(found)


def update(ts: Path, files: Iterable[Path] | None = None) -> None:
    """Make or update a .ts, such as spdesk_de.ts: new texts come in, translations stay, texts that are gone go.

    Raises TranslatingError when lupdate fails or warns.
    """
    with tempfile.TemporaryDirectory(prefix="spdesk-texts-") as scratch:
        dump = Path(scratch) / "resources.py"
        lines = (f"QT_TRANSLATE_NOOP({_literal(c)}, {_literal(t)})\n" for c, t in resource_texts())
        dump.write_text("".join(lines), encoding="utf-8")
        listed = Path(scratch) / "files.lst"
        every = [*(files if files is not None else sources()), dump]
        listed.write_text("\n".join(file.as_posix() for file in every), encoding="utf-8")
        ts.parent.mkdir(parents=True, exist_ok=True)
        options = ("-silent", "-no-obsolete", "-sort-messages", "-locations", "none")
        language = ("-target-language", ts.stem.partition("_")[2])
        said = _run("lupdate", *options, *language, f"@{listed}", "-ts", str(ts))
    if said:
        raise TranslatingError(said)


def release(ts: Path, qm: Path) -> None:
    """Make the .qm of a .ts. Raises TranslatingError when lrelease fails."""
    qm.parent.mkdir(parents=True, exist_ok=True)
    _run("lrelease", "-silent", str(ts), "-qm", str(qm))


def _literal(text: str) -> str:
    """The text in ASCII, as a literal that lupdate reads like Python."""
    # Above the Basic Multilingual Plane, and for what is not printed, escapes keep it whole.
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{plain}"'


def _run(tool: str, *arguments: str) -> str:
    """Run one of the tools that lie in PySide6's folder; gives what it said."""
    import PySide6  # noqa: PLC0415  the usage is told without it

    suffix = ".exe" if sys.platform == "win32" else ""
    command = [str(Path(PySide6.__path__[0]) / f"{tool}{suffix}"), *arguments]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise TranslatingError(f"{tool}: {done.stdout.strip() or done.returncode}")
    return done.stdout.strip()


def main(arguments: list[str]) -> int:
    """Do what the arguments say; the exit status."""
    verbs = ("update", "release")
    if len(arguments) != 2 or arguments[0] not in verbs or not arguments[1].isidentifier():
        print(USAGE, file=sys.stderr)
        return 2
    verb, language = arguments
    folder = RESOURCES / "translations"
    ts = folder / f"spdesk_{language}.ts"
    try:
        if verb == "update":
            update(ts)
        else:
            release(ts, ts.with_suffix(".qm"))
    except TranslatingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # for the texts of the resources
    sys.exit(main(sys.argv[1:]))
