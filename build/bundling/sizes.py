"""How large a bundle is, beside a bare one."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.report import Aim

from bundling.components import Component
from bundling.inspection import Bundle

LARGEST = 12


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder; links count as the little that they are."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def sizes_of_parts(bundle: Bundle, parts: Iterable[Component]) -> dict[str, int]:
    """The bytes of each part of a bundle, the largest first."""
    sizes = {
        part.name: sum((bundle.folder / path).lstat().st_size for path in part.files)
        for part in parts
    }
    return dict(sorted(sizes.items(), key=lambda each: (-each[1], each[0])))


def table(ours: int, floors: Mapping[str, int], parts: Mapping[str, int]) -> str:
    """The whole beside the floors, and the largest parts."""
    lines = ["Size on the disk"]
    lines += [f"  {name:34} {in_mb(size)}" for name, size in floors.items()]
    ratios = ", ".join(f"{ours / size:.2f} × {name}" for name, size in floors.items())
    lines.append(f"  {'SP Desk':34} {in_mb(ours)}   {ratios}")
    lines.append("The largest parts of it")
    shown: Sequence[tuple[str, int]] = list(parts.items())[:LARGEST]
    lines += [f"  {name:34} {in_mb(size)}" for name, size in shown]
    return "\n".join(lines)


def in_mb(size: int) -> str:
    return f"{size / 1e6:7.1f} MB"


def aim(ours: int, bare: int, limit: float) -> Aim:
    """What the size wants to be."""
    return Aim("size / bare bundle", ours / bare, limit)
