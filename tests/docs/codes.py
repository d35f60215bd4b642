"""The codes of all messages, as the program's own source has them: found by walking its syntax."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tests.run import ROOT

CODE = re.compile(r"[a-z]+/[a-z0-9]+(-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z-]*")
REPORTING = ("error", "warn", "unreadable", "Diagnostic")
SHAPE = "shape"
"""Stands for the families whose files are held against a schema: each has all codes of such a check."""


Nodes = tuple[ast.AST, ...]


class Module(NamedTuple):
    """A module of the program, and all parts of its syntax."""

    path: Path
    nodes: Nodes


@cache
def modules() -> tuple[Module, ...]:
    paths = sorted((ROOT / "checker").rglob("*.py"))
    return tuple(Module(path, nodes_of(ast.parse(path.read_text(encoding="utf-8")))) for path in paths)


def nodes_of(tree: ast.AST) -> Nodes:
    return tuple(ast.walk(tree))


@cache
def found() -> set[str]:
    """Give every code that the program can give to a message."""
    constants = set(chain.from_iterable(map(reported, modules())))
    families = {code.partition("/")[0] for code in constants}
    beside = (code for module in modules() for code in texts(module) if CODE.fullmatch(code))
    made = chain.from_iterable(map(composed, modules()))
    return constants | {code for code in beside if code.partition("/")[0] in families} | set(made)


def shaped() -> set[str]:
    """Give the families that `SHAPE` stands for: what `schema.check` is told to begin codes with."""
    calls = (call for module in modules() for call in calls_of(module.nodes, "check"))
    return {str(text) for call in calls if len(call.args) > 2 and (text := constant(call.args[2]))}


def reported(module: Module) -> Iterator[str]:
    """Yield the codes that stand in the report of a fault."""
    for code in codes_of(module.nodes):
        text = constant(code)
        if text and (CODE.fullmatch(text) or NAME.fullmatch(text)):
            yield text


def composed(module: Module) -> Iterator[str]:
    """Yield the codes whose end is put in: by calls of the function around, or by tuples that have it."""
    if not any(isinstance(code, ast.JoinedStr) for code in codes_of(module.nodes)):
        return
    for function in (node for node in module.nodes if isinstance(node, ast.FunctionDef)):
        for code in codes_of(nodes_of(function)):
            if isinstance(code, ast.JoinedStr):
                before = "".join(constant(part) or SHAPE for part in code.values[:-1])
                yield from (before + end for end in ends(function.name, module))


def codes_of(nodes: Nodes) -> Iterator[ast.expr]:
    """Yield what reports of faults give as the code, where need be by way of a name."""
    assigned = (node for node in nodes if isinstance(node, ast.Assign))
    named = {each.id: node.value for node in assigned for each in node.targets if isinstance(each, ast.Name)}
    for call in calls_of(nodes, *REPORTING):
        for code in call.args[:1]:
            yield named.get(code.id, code) if isinstance(code, ast.Name) else code


def ends(function: str, module: Module) -> set[str]:
    """Give what may be put in at the end of a code."""
    package = (other for other in modules() if other.path.parent == module.path.parent)
    calls = chain.from_iterable(calls_of(other.nodes, function) for other in package)
    words = {first_word(call.args[0]) for call in calls if call.args} - {""}
    tuples = (node for node in module.nodes if isinstance(node, ast.Tuple) and len(node.elts) > 2)
    begun = (
        each[0] for each in ([constant(part) or "" for part in node.elts] for node in tuples) if not all(each)
    )
    return words or {text for text in begun if NAME.fullmatch(text)}


def first_word(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    word = (constant(node) or "").partition(" ")[0]
    return word if NAME.fullmatch(word) else ""


def calls_of(nodes: Nodes, *names: str) -> Iterator[ast.Call]:
    """Yield the calls of functions or methods of these names."""
    for node in nodes:
        if isinstance(node, ast.Call):
            called = node.func
            if (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) in names:
                yield node


def texts(module: Module) -> Iterator[str]:
    return (text for node in module.nodes if isinstance(node, ast.expr) and (text := constant(node)))


def constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
