"""The errors that the method raises. The core raises; a face of the program tells."""


class SpDeskError(Exception):
    """Base of every error whose text is meant for a user: one plain sentence or two."""


class ScaleError(SpDeskError, ValueError):
    """A scale of scores that the law cannot work on."""


class ScoreError(SpDeskError, ValueError):
    """A score, effort or target outside its range."""


class AnswersError(SpDeskError):
    """Triage answers that name an unknown criterion or hold an impossible rating."""


class ResourceError(SpDeskError):
    """A resource file that is missing, unreadable or does not fit its model."""


class EditError(SpDeskError):
    """An edit that the workbook's own rules refuse."""


class WorkbookFileError(SpDeskError):
    """A workbook file that cannot be read or written."""
