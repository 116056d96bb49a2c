"""Stands in for Python's saxutils in the bundle: the original imports what reaches a network.

python-pptx needs one function of it.
"""

from collections.abc import Mapping


def escape(data: str, entities: Mapping[str, str] | None = None) -> str:
    """The text with &, < and > as entities, and then whatever else is wished for."""
    text = data.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    for character, entity in (entities or {}).items():
        text = text.replace(character, entity)
    return text
