"""A text of the help as a document: Markdown laid out as the help window shows it."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
)

from spdesk.guidance.glossary_texts import place_of
from spdesk.guidance.help_texts import TOPIC_LINK, WORD_LINK

_OWN_LINKS = (TOPIC_LINK, WORD_LINK)
"""Links within the help begin so; every other link is only text."""

# In line heights of the body text.
_OVER_HEADING, _UNDER_HEADING = 0.7, 0.2
_AROUND_PARAGRAPH = 0.3
_CODE_INDENT = 1.2
_IN_CELL = 0.16


def fill(document: QTextDocument, markdown: str, font: QFont, line_colour: QBrush) -> None:
    """Put a text into a document and lay it out. Lines of tables get the colour.

    Markup other than Markdown stays text, and so does every link that leads out of the help.
    """
    features = QTextDocument.MarkdownFeature
    document.setDefaultFont(font)
    document.setMarkdown(markdown, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
    wrapping = document.defaultTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(wrapping)
    edit = QTextCursor(document)
    edit.beginEditBlock()  # laid out once at the end, not anew at every change
    _turn_links_into_text(document)
    line = QFontMetricsF(font).height()
    for block in _blocks(document):
        _lay_out(QTextCursor(block), line)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _lay_out_table(frame, line, line_colour)
    edit.endEditBlock()


def give_room(document: QTextDocument, margin: float) -> None:
    """Put a margin around the whole text."""
    frame: QTextFrame = document.rootFrame()
    form = frame.frameFormat()
    form.setMargin(margin)
    frame.setFrameFormat(form)


def block_at(document: QTextDocument, place: str) -> QTextBlock | None:
    """The heading of this place (`place_of`), or None when the text has none."""
    for block in _blocks(document):
        if block.blockFormat().headingLevel() and place_of(block.text()) == place:
            return block
    return None


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _turn_links_into_text(document: QTextDocument) -> None:
    """Underline links within the help; write the address of any other behind its words."""
    leading_out: list[tuple[int, str, QTextCharFormat]] = []
    own: list[tuple[int, str, QTextCharFormat]] = []
    for block in _blocks(document):
        parts = block.begin()
        while not parts.atEnd():
            part = parts.fragment()
            form = part.charFormat()
            if form.isAnchor():
                ours = form.anchorHref().startswith(_OWN_LINKS)
                (own if ours else leading_out).append((part.position(), part.text(), form))
            parts += 1
    underlined = QTextCharFormat()
    underlined.setFontUnderline(True)  # a link is known by more than its colour
    for position, text, _ in own:
        _select(document, position, text).mergeCharFormat(underlined)
    for position, text, form in reversed(leading_out):  # from the end: places before stay true
        plain = QTextCharFormat(form)
        plain.setAnchor(False)
        plain.setAnchorHref("")
        plain.clearForeground()
        plain.setFontUnderline(False)
        cursor = _select(document, position, text)
        address = form.anchorHref()
        cursor.insertText(text if text in address else f"{text} ({address})", plain)


def _select(document: QTextDocument, position: int, text: str) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.setPosition(position + len(text), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _lay_out(cursor: QTextCursor, line: float) -> None:
    form = cursor.blockFormat()
    level = form.headingLevel()
    if level:
        size = QTextCharFormat()
        size.setProperty(QTextFormat.Property.FontSizeAdjustment, max(3 - level, 0))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(size)
        form.setTopMargin(line * _OVER_HEADING if level > 1 else 0)
        form.setBottomMargin(line * _UNDER_HEADING)
    elif cursor.currentTable() is not None:
        form.setTopMargin(0)
        form.setBottomMargin(0)
    elif form.hasProperty(QTextFormat.Property.BlockCodeLanguage):
        form.setNonBreakableLines(False)  # a long command wraps rather than leave the page
        form.setLeftMargin(line * _CODE_INDENT)
    else:
        form.setTopMargin(line * _AROUND_PARAGRAPH)
        form.setBottomMargin(line * _AROUND_PARAGRAPH)
    cursor.setBlockFormat(form)


def _lay_out_table(table: QTextTable, line: float, colour: QBrush) -> None:
    form = table.format()
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setBorderCollapse(True)
    form.setCellSpacing(0)
    form.setCellPadding(line * _IN_CELL)
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(colour)
    form.setTopMargin(line * _AROUND_PARAGRAPH)
    form.setBottomMargin(line * _AROUND_PARAGRAPH)
    table.setFormat(form)
