"""YAML nodes as parts with a place: each answers as one kind of value, or notes a fault and a default.

Scalars are read from their text, not from what YAML makes of them, so `1` and `"1"` are the same key,
`no` is Norwegian and `2026-12-28 08:30` is a time of the shop.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from admin.shop_file.faults import Book, Path
from admin.shop_file.missing import nearest
from admin.shop_file.values import read_duration, read_whole
from call_routing.sentence import Sentence, sentence

Value = TypeVar("Value")
_LONGEST_QUOTE = 60  # of a value that is repeated in a fault
Unfit = Callable[[str], Sentence]  # the sentence about a text that could not be read


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
        self.book.unread(
            self.path, sentence("a list stands where one value is expected. Write the value alone.")
        )
        return ""

    def items(self) -> list["Part"]:
        """The parts of a list; a single value counts as a list of one."""
        if isinstance(self.node, ScalarNode):
            return [self] if self.node.value else []
        if not isinstance(self.node, SequenceNode):
            self.book.unread(self.path, sentence("a list is expected. Write [one, two]."))
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

    def entries(self, twice: Callable[[str, Any, Any], Sentence] | None = None) -> dict[str, "Part"]:
        """The named parts in their order; a name that stands twice is a fault, and the first one counts."""
        if isinstance(self.node, ScalarNode) and not self.node.value:
            return {}
        if not isinstance(self.node, MappingNode):
            self.book.unread(self.path, sentence("names with values are expected. Write {name: value}."))
            return {}
        found: dict[str, Part] = {}
        for name_node, node in self.node.value:
            name, line = str(name_node.value), int(name_node.start_mark.line) + 1
            if not isinstance(name_node, ScalarNode):
                self.book.fault(
                    self.path, sentence("a list stands where a name is expected. Write a name."), line=line
                )
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
                self.book.fault(self.path, unknown_name(name), hint, line=self.book.line_of(part.path))
        for name in needed:
            if name not in entries:
                self.book.unread((*self.path, name), sentence("it is missing. Add it."))
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

    def read(self, name: str, default: Value, parse: Callable[[str], Value], unfit: Unfit) -> Value:
        """One value by `parse`; what it refuses with a ValueError is a fault in the words of `unfit`."""
        part = self.parts.get(name)
        if part is None:
            return default
        text = part.text()
        try:
            return parse(text)
        except ValueError:
            part.book.unread(part.path, unfit(short(text)))
            return default

    def whole(self, name: str, default: int) -> int:
        return self.read(name, default, read_whole, no_whole)

    def duration(self, name: str, default: timedelta) -> timedelta:
        return self.read(name, default, read_duration, no_duration)

    def one_of(self, name: str, default: str, known: Iterable[str]) -> str:
        """One of the known words; another one is a fault."""
        part = self.parts.get(name)
        if part is None:
            return default
        word, known = part.text(), list(known)
        if word in known:
            return word
        part.book.unread(part.path, unknown_name(short(word)), nearest(word, known))
        return default


def compose(text: str, book: Book) -> Part | None:
    """The whole file as one part; None, with a fault, where the text is not YAML or says nothing."""
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 0
        book.fault(
            (),
            sentence(
                "it is not YAML (%(reason)s). Mind the indent and the space after each colon.",
                reason=str(fault.problem),
            ),
            line=line,
        )
        return None
    except RecursionError:
        book.fault((), sentence("its brackets are nested too deeply. Close them."))
        return None
    except YAMLError as fault:
        reason = " ".join(str(fault).split())
        book.fault((), sentence("it is not YAML (%(reason)s). Save it as plain UTF-8 text.", reason=reason))
        return None
    if node is None or (isinstance(node, ScalarNode) and not node.value):
        book.fault((), sentence("it is empty. `hotline shop export` shows the form."))
        return None
    return Part(node, (), book)


def short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."


def no_whole(text: str) -> Sentence:
    return sentence('"%(text)s" is no whole number up to 999999. Write digits alone, like 3.', text=text)


def no_duration(text: str) -> Sentence:
    return sentence(
        '"%(text)s" is no duration. Write a number and its unit, like 20 s, 10 min, 2 h or 30 days.',
        text=text,
    )


def no_share(text: str) -> Sentence:
    return sentence('"%(text)s" is no share. Write a number between 0 and 1, like 0.8.', text=text)


def unknown_name(name: str) -> Sentence:
    return sentence('"%(name)s" is not known here.', name=name)


def _is_twice(name: str, _first: Any, _second: Any) -> Sentence:
    return sentence('"%(name)s" stands here twice. Keep one of them.', name=name)
