"""Pictures of the real program: `pictures.py set --out FOLDER`, `pictures.py guide`."""

import sys
from pathlib import Path

from picturing import command, guide, render


def main(arguments: list[str]) -> int:
    what, *rest = arguments or [""]
    if what == "draw":  # what the other two start, once for each page
        return render.draw(render.from_text(sys.stdin.read()), Path(rest[0]))
    if what == "set":
        return command.main(rest)
    if what == "guide":
        return guide.main(rest)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
