"""The table `licences.toml`: whose the files of a bundle are, and which licences fit together."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from license_expression import (  # type: ignore[import-untyped]
    ExpressionError,
    get_spdx_licensing,
)

TABLE = Path(__file__).parent / "licences.toml"
TEXTS = Path(__file__).parent / "licence_texts"
"""Licence texts that no package brings along, copied word for word."""


@dataclass(frozen=True)
class Part:
    """What is known of a component beforehand; the keys are explained in the table."""

    licence: str = ""
    reason: str = ""
    """Where the licence is said."""

    name: str = ""
    purpose: str = ""
    supplier: str = ""
    version: str = ""
    within: str = ""
    files: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    system: bool = False


@dataclass(frozen=True)
class Table:
    """The whole file."""

    compatible: Mapping[str, str]
    distributions: Mapping[str, Part]
    bundled: Mapping[str, Part]
    parts: tuple[Part, ...]


@cache
def table() -> Table:
    """The table as it stands in the file."""
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return Table(
        data["compatible"],
        {name: _part(entry) for name, entry in data["distributions"].items()},
        {name: _part(entry) for name, entry in data["bundled"].items()},
        tuple(_part(entry) for entry in data["parts"]),
    )


def _part(entry: dict[str, Any]) -> Part:
    lists: dict[str, Any] = {key: tuple(entry.pop(key, ())) for key in ("files", "texts")}
    return Part(**entry, **lists)


def is_expression(licence: str) -> bool:
    """Whether a text is an expression of SPDX and names only licences that SPDX knows."""
    return bool(licence) and not _spdx().validate(licence).errors


def fits(licence: str, compatible: Mapping[str, str]) -> bool:
    """Whether what an expression asks for can be kept: of each choice, one licence is enough."""
    try:
        return bool(licence) and _fits(_spdx().parse(licence), compatible)
    except ExpressionError:
        return False


def _fits(expression: Any, compatible: Mapping[str, str]) -> bool:
    branches: Iterator[bool] = (_fits(each, compatible) for each in expression.args)
    match expression.operator.strip() if expression.args else "":
        case "AND":
            return all(branches)
        case "OR":
            return any(branches)
    return str(expression) in compatible


@cache
def _spdx() -> Any:
    return get_spdx_licensing()
