"""YAML nodes as parts with a place: each answers as one kind of value, or notes a fault and a default.

Scalars are read from their text, not from what YAML makes of them, so `1` and `"1"` are the same key,
`no` is Norwegian and `2026-12-28 08:30` is a time of the shop.
"""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from admin.shop_file.faults import Book, Path
from admin.shop_file.values import read_duration, read_whole

Value = TypeVar("Value")
_LONGEST_QUOTE = 60  # of a value that is repeated in a fault
_NO_WHOLE = "is no whole number up to 999999. Write digits alone, like 3."
_NO_DURATION = "is no duration. Write a number and its unit, like 20 s, 10 min, 2 h or 30 days."


@dataclass(frozen=True)
class Part:
    """One node of the file and where it stands."""

    node: Any  # ruamel's ScalarNode, SequenceNode or MappingNode
    path: Path
    book: Book

    @property
    def line(self) -> int:
        """Where the value begins; its name may stand on an earlier line."""
        return int(self.node.start_mark.line) + 1

    def text(self) -> str:
        if isinstance(self.node, ScalarNode):
            return str(self.node.value)
        self.book.unread(self.path, "a list stands where one value is expected. Write the value alone.")
        return ""

    def items(self) -> list["Part"]:
        """The parts of a list; a single value counts as a list of one."""
        if isinstance(self.node, ScalarNode):
            return [self] if self.node.value else []
        if not isinstance(self.node, SequenceNode):
            self.book.unread(self.path, "a list is expected. Write [one, two].")
            return []
        parts = [
            Part(one, (*self.path, str(number)), self.book) for number, one in enumerate(self.node.value, 1)
        ]
        for part in parts:
            self.book.place(part.path, part.line)
        return parts

    def peek(self, name: str) -> str:
        """The text under a name, to call the part by it; empty, without a fault, where there is none."""
        pairs = self.node.value if isinstance(self.node, MappingNode) else ()
        texts = (one.value for key, one in pairs if key.value == name and isinstance(one, ScalarNode))
        return str(next(texts, ""))

    def entries(self, twice: Callable[[str, Any, Any], str] | None = None) -> dict[str, "Part"]:
        """The named parts in their order; a name that stands twice is a fault, and the first one counts."""
        if isinstance(self.node, ScalarNode) and not self.node.value:
            return {}
        if not isinstance(self.node, MappingNode):
            self.book.unread(self.path, "names with values are expected. Write {name: value}.")
            return {}
        found: dict[str, Part] = {}
        for name_node, node in self.node.value:
            name, line = str(name_node.value), int(name_node.start_mark.line) + 1
            if not isinstance(name_node, ScalarNode):
                self.book.fault(self.path, "a list stands where a name is expected. Write a name.", line=line)
                continue
            if name in found:
                say = twice or _is_twice
                self.book.fault(self.path, say(name, found[name].node, node), line=line)
                continue
            found[name] = Part(node, (*self.path, name), self.book)
            self.book.place((*self.path, name), line)
        return found

    def fields(self, *known: str, needed: Iterable[str] = ()) -> "Fields":
        """The parts under known names; unknown names and missing ones are faults."""
        entries = self.entries()
        for name, part in entries.items():
            if name not in known:
                hint = nearest(name, known)
                self.book.fault(
                    self.path, f'"{name}" is not known here. {hint}', line=self.book.line_of(part.path)
                )
        for name in needed:
            if name not in entries:
                self.book.unread((*self.path, name), "it is missing. Add it.")
        return Fields(self, {name: part for name, part in entries.items() if name in known})


@dataclass(frozen=True)
class Fields:
    """The known parts of one mapping, each read as what it has to be."""

    owner: Part
    parts: dict[str, Part]

    def get(self, name: str) -> Part | None:
        return self.parts.get(name)

    def text(self, name: str, default: str = "") -> str:
        part = self.parts.get(name)
        return part.text() if part else default

    def optional_text(self, name: str) -> str | None:
        return self.text(name) or None

    def texts(self, name: str) -> tuple[str, ...]:
        part = self.parts.get(name)
        return tuple(one.text() for one in part.items()) if part else ()

    def words(self, name: str) -> dict[str, str]:
        """A text in each language."""
        part = self.parts.get(name)
        return {language: one.text() for language, one in part.entries().items()} if part else {}

    def read(self, name: str, default: Value, parse: Callable[[str], Value], hint: str) -> Value:
        """One value by `parse`; what it refuses with a ValueError is a fault that ends with `hint`."""
        part = self.parts.get(name)
        if part is None:
            return default
        text = part.text()
        try:
            return parse(text)
        except ValueError:
            part.book.unread(part.path, f'"{_short(text)}" {hint}')
            return default

    def whole(self, name: str, default: int) -> int:
        return self.read(name, default, read_whole, _NO_WHOLE)

    def duration(self, name: str, default: timedelta) -> timedelta:
        return self.read(name, default, read_duration, _NO_DURATION)

    def one_of(self, name: str, default: str, known: Iterable[str]) -> str:
        """One of the known words; another one is a fault."""
        part = self.parts.get(name)
        if part is None:
            return default
        word, known = part.text(), list(known)
        if word in known:
            return word
        part.book.unread(part.path, f'"{_short(word)}" is not known here. {nearest(word, known)}')
        return default


def compose(text: str, book: Book) -> Part | None:
    """The whole file as one part; None, with a fault, where the text is not YAML or says nothing."""
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 0
        problem = f"it is not YAML ({fault.problem}). Mind the indent and the space after each colon."
        book.fault((), problem, line=line)
        return None
    except RecursionError:
        book.fault((), "its brackets are nested too deeply. Close them.")
        return None
    except YAMLError as fault:
        reason = " ".join(str(fault).split())
        book.fault((), f"it is not YAML ({reason}). Save it as plain UTF-8 text.")
        return None
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        book.fault((), "it is empty. `hotline shop export` shows the form.")
        return None
    return Part(node, (), book)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."


def nearest(name: str, known: Iterable[str]) -> str:
    """The closing sentence of a fault about an unknown name."""
    known = list(known)
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known are: {', '.join(known)}." if known else "There is none yet."


def _is_twice(name: str, _first: Any, _second: Any) -> str:
    return f'"{name}" stands here twice. Keep one of them.'
