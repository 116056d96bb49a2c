"""The glossary as a text of the help: a heading for each section and each word."""

import re

from spdesk.core.translation import translate
from spdesk.guidance.glossary_texts import Entry, Glossary, place_of


def words_text(glossary: Glossary) -> str:
    """Every entry in Markdown, after a line with a link to each section."""
    links = [f"[{one.title}](topic:words#{place_of(one.title)})" for one in glossary.sections]
    parts = [" · ".join(links)]
    for section in glossary.sections:
        parts.append(f"## {section.title}")
        parts.extend(_entry_text(entry, glossary) for entry in section.entries)
    return "\n\n".join(parts) + "\n"


def _entry_text(entry: Entry, glossary: Glossary) -> str:
    lines = [f"### {escaped(entry.term)}", escaped(entry.meaning)]
    if entry.computed:
        head = translate("help", "How it is computed.")
        lines.append(f"**{head}** {escaped(entry.computed)}")
    if entry.example:
        head = translate("help", "For example.")
        lines.append(f"**{head}** {escaped(entry.example)}")
    ends = []
    if entry.source:
        said = translate("help", "Source: {source}").format(source=entry.source)
        ends.append(f"*{escaped(said)}*")
    if entry.more:
        links = [f"[{glossary.entry(other).term}](word:{other})" for other in entry.more]
        ends.append(translate("help", "See also: {words}.").format(words=", ".join(links)))
    return "\n\n".join([*lines, *ends])


def escaped(text: str) -> str:
    """A plain text with nothing in it that Markdown would read as a mark."""
    return re.sub(r"([\\*_`<>\[\]|~^])", r"\\\1", text)
