"""Every text of the program goes through Qt's tools: lupdate finds it, and lrelease packs it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import translating

from spdesk.core import translation
from spdesk.core.sentences import not_scored
from spdesk.guidance.locate import resource_folder
from spdesk.guidance.resource import read_resource
from spdesk.guidance.triage_texts import TriageTexts

FEWEST_TEXTS = 2500
CALLS = ("translate", "QT_TRANSLATE_NOOP")
METHODS = ("tr", "QT_TR_NOOP")
TABLES = {"QT_TRANSLATE_NOOP", "QT_TR_NOOP"}

Found = tuple[str, str]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> set[Found]:
    """What lupdate finds: contexts and texts."""
    ts = tmp_path_factory.mktemp("texts") / "spdesk_xx.ts"
    translating.update(ts)
    return texts_in(ts)


def texts_in(ts: Path) -> set[Found]:
    root = ElementTree.parse(ts).getroot()
    return {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in root.iter("context")
        for message in context.iter("message")
    }


class Calls(ast.NodeVisitor):
    """Every call that translates or marks, with the class and the function around it."""

    def __init__(self) -> None:
        self.found: list[tuple[ast.Call, str, str, int]] = []
        self._classes: list[str] = []
        self._functions = 0

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._functions += 1
        self.generic_visit(node)
        self._functions -= 1

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._functions += 1
        self.generic_visit(node)
        self._functions -= 1

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in METHODS or (name in CALLS and _is_function(node.func)):
            inside = self._classes[-1] if self._classes else ""
            self.found.append((node, name, inside, self._functions))
        self.generic_visit(node)


def _is_function(called: ast.expr) -> bool:
    """Whether it is the function, and not the method by which a painter or a text is moved."""
    return isinstance(called, ast.Name) or ast.unparse(called) == "QCoreApplication.translate"


def calls() -> Iterator[tuple[str, ast.Call, str, str, int]]:
    for path in translating.sources():
        visitor = Calls()
        visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
        for found in visitor.found:
            name = path.relative_to(translating.ROOT).as_posix()
            yield (f"{name}:{found[0].lineno}", *found)


def literal(node: ast.expr) -> str | None:
    """The text of a literal: one that stands there whole, joined only by standing side by side."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_every_text_in_the_source_is_found_in_its_context(texts: set[Found]) -> None:
    missing = []
    for where, call, name, inside, _ in calls():
        context = inside if name in METHODS else literal(call.args[0])
        text = literal(call.args[0 if name in METHODS else 1])
        if text is not None and (context, text) not in texts:
            missing.append(f"{where}: {context}: {text[:60]}")
    assert missing == []
    assert len(texts) > FEWEST_TEXTS


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """No f-string, no sum, no slip: only a name or a look-up may stand in place of a literal."""
    wrong = []
    for where, call, name, _, _ in calls():
        context = "" if name in METHODS else literal(call.args[0])
        argument = call.args[0 if name in METHODS else 1]
        if context is None:
            wrong.append(f"{where}: the context is no literal")
        if name in METHODS and ast.unparse(call.func) not in ("self.tr", "QT_TR_NOOP"):
            wrong.append(f"{where}: lupdate cannot tell whose tr it is")
        if isinstance(argument, ast.JoinedStr | ast.BinOp) or (
            name in TABLES and literal(argument) is None
        ):
            wrong.append(f"{where}: {ast.unparse(argument)[:60]}")
    assert wrong == []


def test_nothing_is_translated_before_the_language_is_known() -> None:
    """What runs while modules are imported can only mark."""
    early = [
        where for where, _, name, _, functions in calls() if name not in TABLES and not functions
    ]
    assert early == []


def test_gaps_have_names_and_no_text_is_only_a_gap(texts: set[Found]) -> None:
    for _, text in texts:
        assert text.strip(), "an empty text"
        assert "{}" not in text


def test_texts_of_the_resources_are_found(texts: set[Found]) -> None:
    triage = read_resource(resource_folder() / "triage.toml", TriageTexts)
    assert ("resources", triage.gate.question) in texts
    assert ("resources", triage.criteria[0].anchors[0]) in texts
    assert ("resources", triage.criteria[0].id) not in texts
    assert {name for name, _ in texts} >= {"resources", "core", "workbook", "exchange", "words"}


def test_a_resource_is_read_in_the_language_that_is_installed() -> None:
    english = read_resource(resource_folder() / "triage.toml", TriageTexts)
    translation.install(lambda context, text: f"{context}: {text}")
    try:
        read = read_resource(resource_folder() / "triage.toml", TriageTexts)
        said = not_scored()
    finally:
        translation.install()
    assert read.gate.question == f"resources: {english.gate.question}"
    assert read.criteria[0].id == english.criteria[0].id
    assert said.startswith("core: ")
    assert not_scored() == said.removeprefix("core: ")


def test_a_table_is_translated_when_it_is_read() -> None:
    table = translation.Texts("exchange", {1: "one", 2: "two"})
    translation.install(lambda context, text: text.upper())
    try:
        assert (table[1], table.get(2), table.get(3), len(table), list(table)) == (
            *("ONE", "TWO", None, 2, [1, 2]),
        )
    finally:
        translation.install()
    assert table[1] == "one"


def test_a_translation_stays_when_the_texts_are_collected_anew(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('translate("here", "A text “in quotes”.")\n', encoding="utf-8")
    ts, qm = tmp_path / "new" / "spdesk_de.ts", tmp_path / "new" / "spdesk_de.qm"
    translating.update(ts, [module])
    text = ts.read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    place = text.index("A text “in quotes”.")
    done = text[place:].replace(
        '<translation type="unfinished"></translation>', "<translation>Ein Text.</translation>", 1
    )
    ts.write_text(text[:place] + done, encoding="utf-8")
    module.write_text(module.read_text(encoding="utf-8") + 'translate("here", "New.")\n')
    translating.update(ts, [module])
    text = ts.read_text(encoding="utf-8")
    assert "Ein Text." in text
    assert "New." in text
    translating.release(ts, qm)
    assert "Ein Text.".encode("utf-16-be") in qm.read_bytes()


def test_a_tool_that_fails_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "spdesk_xx.ts"
    broken.write_text("<TS", encoding="utf-8")
    with pytest.raises(translating.TranslatingError, match="lrelease"):
        translating.release(broken, tmp_path / "spdesk_xx.qm")


@pytest.mark.parametrize("arguments", [[], ["update"], ["update", "../x"], ["make", "de"]])
def test_wrong_arguments_are_answered_with_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert translating.main(arguments) == 2
    assert "update|release LANGUAGE" in capsys.readouterr().err
