"""Time and memory of collating many workbooks, beside plain `json` on the same files.

Started by hand: python -m tests.exchange.collate_bench [COUNT …] [--kind .csv]. Every measurement
is a process of its own, and peak memory is what the system says of it.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.exchange.collate_files import DAY, fill

ROOT = Path(__file__).resolve().parents[2]
COUNTS = (200, 1_000, 5_000, 10_000)


def plainly(folder: Path) -> None:
    """Read every workbook with plain `json`."""
    for path in folder.rglob("*.spdesk"):
        json.loads(path.read_text(encoding="utf-8"))


def collated(folder: Path, out: Path) -> None:
    """Collate the folder."""
    from spdesk.exchange.collate.collate import collate  # noqa: PLC0415  not part of plainly
    from spdesk.guidance.library import guidance  # noqa: PLC0415

    done = collate(folder, out, guidance(), DAY, overwrite=True)
    assert not done.skipped


def measured(act: str, folder: Path, out: Path) -> tuple[float, float]:
    """Seconds, and peak memory in MB, of a process."""
    command = [sys.executable, "-m", "tests.exchange.collate_bench", "--act", act]
    done = subprocess.run(
        [*command, str(folder), str(out)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def main() -> None:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--act", choices=["json", "collate"])
    parser.add_argument("--kind", default=".csv", choices=[".csv", ".xlsx", ".parquet"])
    parser.add_argument("arguments", nargs="*")
    parsed = parser.parse_args()
    if parsed.act:
        folder, out = map(Path, parsed.arguments)
        begun = time.perf_counter()
        plainly(folder) if parsed.act == "json" else collated(folder, out)
        seconds = time.perf_counter() - begun
        print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
        return
    for count in map(int, parsed.arguments or COUNTS):
        with tempfile.TemporaryDirectory() as scratch:
            folder, out = fill(Path(scratch) / "in", count), Path(scratch) / f"out{parsed.kind}"
            plain, _ = measured("json", folder, out)
            seconds, megabytes = measured("collate", folder, out)
        print(
            f"{count:,} workbooks into {parsed.kind}: {seconds:.2f} s, peak {megabytes:.1f} MB; "
            f"plain json {plain:.2f} s, ratio {seconds / plain:.1f}"
        )


if __name__ == "__main__":
    main()
