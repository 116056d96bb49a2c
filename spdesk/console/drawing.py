"""Pictures and pages drawn without a screen, for commands. Qt is imported only when it is called."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from spdesk.core.errors import ResourceError
from spdesk.exchange.reports.record import Record
from spdesk.exchange.reports.save import ReportError
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import resource_folder
from spdesk.workbook.model import Issue, Workbook

Pictures = Mapping[str, bytes]

_kept: list[Any] = []
"""The application that draws: Qt needs it until the program ends."""


def pictures_of(workbook: Workbook, issues: Sequence[Issue]) -> Pictures:
    """PNG by the picture's id. None at all where Qt's libraries are missing: sentences stand then."""
    try:
        begin()
        from spdesk.ui.pictures import report_pictures  # noqa: PLC0415
    except ImportError:
        return {}
    return {
        name: png
        for issue in issues
        for name, png in report_pictures(workbook, issue, guidance()).items()
    }


def record_pdf(record: Record, pictures: Pictures) -> bytes:
    """A record as a PDF."""
    begin()
    from spdesk.ui.paper.record_pdf import write_record_pdf  # noqa: PLC0415

    return write_record_pdf(record, pictures)


def begin() -> None:
    """Make the application that Qt draws with, out of sight, unless there is one.

    Raises ReportError where no letters can be drawn: a picture would show none, and look well.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # On Windows Qt knows no fonts of the system then. It looks into a folder, and says so aloud
    # where there is none.
    os.environ.setdefault("QT_QPA_FONTDIR", str(resource_folder() / "fonts"))
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from spdesk.ui.application import make_application  # noqa: PLC0415

    if QApplication.instance() is None:
        try:
            _kept.append(make_application(["spdesk"]))
        except ResourceError as error:
            raise ReportError(
                f"Nothing was drawn: SP Desk is damaged. Install it again. {error}"
            ) from error
