"""What a page of the picture set is, and what the ways to all of them share."""

from collections.abc import Callable
from dataclasses import dataclass

from picturing import contents
from picturing.contents import BARE, TIES
from picturing.plan import CONTENTS
from picturing.stage import Shoot, Stage
from spdesk.workbook.derive import Step
from spdesk.workbook.model import Workbook

Take = Callable[[Stage, str, Shoot], None]
"""Goes to a place with a content, and takes the picture there."""

Change = Callable[[Workbook, str], Workbook]
"""Changes one issue of a workbook."""

TYPICAL = "missed-appointments"
SPLIT = "merging-two-practices"
SOLVED = "new-telephone-system"

FILLED = ("typical", "extreme")
ONE = ("typical",)
"""What looks the same whatever is on the desk."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the set, the contents that it can have, and the step that it belongs to, if any."""

    take: Take
    contents: tuple[str, ...] = CONTENTS
    step: Step | None = None


def put(stage: Stage, content: str, extreme: str = TIES, change: Change | None = None) -> str:
    """Open the workbook of a content, changed for the picture; gives the issue to look at.

    It is changed before it is opened, so that the window shows no undo step that nobody made.
    """
    if content == "typical" and change is None:
        stage.put_example(TYPICAL)
        return TYPICAL
    made: Callable[[], Workbook] = {"empty": contents.bare, "typical": _typical}.get(
        content, contents.extreme
    )
    name = {"empty": "our first workbook", "typical": "our practice"}.get(content)
    issue_id = {"empty": BARE, "typical": TYPICAL}.get(content, extreme)
    workbook = change(made(), issue_id) if change else made()
    stage.put(workbook, name or contents.LONG_LINE[:120])
    return issue_id


def _typical() -> Workbook:
    return contents.example(TYPICAL)
