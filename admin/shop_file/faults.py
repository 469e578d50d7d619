"""What is wrong with a shop file: one sentence each, with the line where to put it right."""

from dataclasses import dataclass, field

from call_routing.sentence import Sentence

Path = tuple[str, ...]  # ("departments", "orders", "ring_timeout"): where in the file something stands

_SINGULAR = {
    "hours": "Hours",
    "departments": "Department",
    "menus": "Menu",
    "prompts": "Prompt",
    "numbers": "Number",
    "agents": "Agent",
    "closures": "Closure",
}
_UNQUOTED = frozenset({"numbers", "agents", "closures"})  # their names cannot be taken for a word of the text


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to put right; a warning is something to know that does not stop the file.

    `text` is the whole of it in English: the title of `path`, then `said`. `fault_words` says it in other languages.
    """

    line: int  # counted from 1; 0 where the line did not come from a file
    text: str
    is_warning: bool = False
    path: Path = field(default=(), compare=False)
    said: tuple[Sentence, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{'warning: ' if self.is_warning else ''}{self.text}"


@dataclass
class Book:
    """Faults as they are found, and where in the file each part stands."""

    faults: list[Fault] = field(default_factory=list)
    _places: dict[Path, int] = field(default_factory=dict)
    _unread: set[Path] = field(default_factory=set)

    def place(self, path: Path, line: int) -> None:
        self._places[path] = line

    def line_of(self, path: Path) -> int:
        """The line of the part, or of the nearest part around it; 0 where nothing came from a file."""
        around = (path[:length] for length in range(len(path), -1, -1))
        return next((self._places[one] for one in around if one in self._places), 0)

    def fault(self, path: Path, *said: Sentence, line: int | None = None) -> None:
        """What is `said` goes on where the title of `path` ends: `Menu "main": ` and then it."""
        self._add(path, said, line=line, is_warning=False)

    def warning(self, path: Path, *said: Sentence) -> None:
        self._add(path, said, line=None, is_warning=True)

    def unread(self, path: Path, *said: Sentence, line: int | None = None) -> None:
        """A fault of form: the value could not be read, so nothing is said about what it means."""
        self.fault(path, *said, line=line)
        self._unread.add(path)

    def _add(self, path: Path, said: tuple[Sentence, ...], *, line: int | None, is_warning: bool) -> None:
        if self._unread.intersection(path[:length] for length in range(len(path) + 1)):
            return
        text = f"{title(path)}: {' '.join(map(str, said))}"
        fault = Fault(line or self.line_of(path), text, is_warning, path, said)
        if fault not in self.faults:
            self.faults.append(fault)


def title(path: Path) -> str:
    """The name of a part in a sentence: `Department "orders", callback, attempts`; `Menu "main", key 3`."""
    match path:
        case ():
            return "The file"
        case (one,):
            return one.capitalize()
        case ("menus", menu, "keys", digit, *rest):
            return ", ".join([f'Menu "{menu}", key {digit}', *rest])
        case (section, name, *rest) if section in _SINGULAR:
            shown = name if section in _UNQUOTED else f'"{name}"'
            return ", ".join([f"{_SINGULAR[section]} {shown}", *rest])
    return ", ".join([path[0].capitalize(), *path[1:]])
