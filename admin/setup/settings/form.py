"""A page of settings as it is shown and as it comes back: fields with their value, default and fault."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from admin.languages import gettext
from admin.setup.settings.fields import Group, Kind, Setting, settings_of
from admin.setup.settings.typing import as_typed, read_typed
from admin.shop_file.checking import check_line
from admin.shop_file.fault_words import fault_advice, fault_words
from admin.shop_file.faults import Fault, Path
from admin.shop_file.reading import read_tree
from admin.shop_file.tree import line_as_tree
from admin.shop_file.tree_callbacks import Tree
from admin.shop_file.typed import Typed, value_at
from ticket_store.line import Line


@dataclass(frozen=True)
class Field:
    """`value` as `as_typed` makes it; the other words are for the reader, and empty where there is nothing to say."""

    setting: Setting
    value: Any
    default: str = ""
    fault: str = ""
    warning: str = ""
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True)
class ShownGroup:
    group: Group
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Page:
    """One part of the shop file on a page. `faults` and `warnings` are those that belong to none of its fields."""

    part: Path  # ("departments", "orders")
    groups: tuple[ShownGroup, ...]
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def first_wrong(self) -> str:
        """The name of the first field with a fault: there the hand goes on. Empty where there is none."""
        fields = (one for group in self.groups for one in group.fields)
        return next((one.setting.name for one in fields if one.fault), "")


def page_of(
    line: Line, part: Path, groups: Sequence[Group], faults: Sequence[Fault] = (), typed: Typed | None = None
) -> Page:
    """The part as the line has it, or as it was `typed` by somebody whose save was refused."""
    tree, by_default = line_as_tree(line), default_of(part)
    warnings = [one for one in check_line(line) if one.is_warning and _is_within(one.path, part)]

    def field(setting: Setting) -> Field:
        path = (*part, *setting.path)
        value = typed[path] if typed is not None and path in typed else value_at(tree, path)
        return Field(
            setting,
            as_typed(setting, value),
            default_words(setting, value_at(by_default, setting.path), line),
            fault=_advice(faults, path),
            warning=_advice(warnings, path),
            choices=_choices(setting, line, part),
        )

    mine = [(*part, *one.path) for one in settings_of(groups)]
    shown = tuple(ShownGroup(group, tuple(map(field, group.settings))) for group in groups)
    return Page(part, shown, _others(faults, mine), _others(warnings, mine))


def _advice(said: Sequence[Fault], path: Path) -> str:
    return " ".join(fault_advice(one) for one in said if _is_within(one.path, path))


def _others(said: Sequence[Fault], fields: Sequence[Path]) -> tuple[str, ...]:
    """Those that belong to none of the fields."""
    return tuple(fault_words(one) for one in said if not any(_is_within(one.path, field) for field in fields))


def typed_of(form: Mapping[str, str], line: Line, part: Path, groups: Sequence[Group]) -> Typed:
    """The whole page as values for the shop file."""
    languages = line.shop.languages
    return {(*part, *one.path): read_typed(one, form, languages) for one in settings_of(groups)}


def default_words(setting: Setting, value: Any, line: Line) -> str:
    """The default as a person says it; empty where there is none to tell."""
    if value in (None, "", [], {}):
        return ""
    match setting.kind:
        case Kind.DURATION:
            figure, unit = as_typed(setting, value)
            return f"{figure} {gettext(unit)}"
        case Kind.SHARE:
            return f"{as_typed(setting, value)} %"
        case Kind.SWITCH:
            return gettext("on") if value else gettext("off")
        case Kind.NEXT_STEP:
            return gettext("a callback or a message")
        case Kind.CHOICE:
            choices = setting.choices(line) if setting.choices else {}
            return gettext(choices[value]) if value in choices else ""
        case Kind.TIERS | Kind.WORDS | Kind.PRICES:
            return ""
        case _:
            return str(as_typed(setting, value))


def _choices(setting: Setting, line: Line, part: Path) -> Mapping[str, str] | None:
    if setting.kind is Kind.NEXT_STEP:
        others = {key: one for key, one in line.departments.items() if part[-1] != key}
        return {"": gettext("a callback or a message")} | {key: key for key in others}
    if setting.choices is None:
        return None
    return {value: gettext(words) for value, words in setting.choices(line).items()}


def _is_within(path: Path, around: Path) -> bool:
    return path[: len(around)] == around


@cache
def _defaults() -> Tree:
    """A file that says only what it must."""
    whole = {"shop": {"name": "-"}, "departments": {"-": {"name": {"en": "-"}, "hours": "-"}}}
    read = read_tree(whole).line
    return line_as_tree(read) if read else {}


def default_of(part: Path) -> Tree:
    """What holds where the file says nothing, by the names inside the part."""
    tree = _defaults()
    found = tree["departments"]["-"] if part[0] == "departments" else tree.get(part[0], {})
    return {name: value for name, value in found.items() if name not in {"name", "hours", "countries"}}
