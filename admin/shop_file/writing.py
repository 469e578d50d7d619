"""A line as a shop file: the form and order of the file, ready to be read by people and applied again."""

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from admin.shop_file.tree import line_as_tree
from ticket_store.line import Line

_HEADER = "# The shop file: all that an admin can set, as `hotline shop export` writes and `apply` reads it."
_ENDLESS = 1_000_000  # a part that stands on one line stays there, however long

_LOOKALIKES = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_BRACED = frozenset({"name", "no_input", "no_match"})  # short enough for one line wherever they stand
_OPENED = frozenset({"routing", "slots"})  # too long for one

# How deep each section is laid out in lines; what lies deeper stands in braces on one line.
_DEPTH = {
    "shop": 1,
    "hours": 1,
    "closures": 1,
    "departments": 2,
    "numbers": 1,
    "menus": 3,
    "prompts": 2,
    "agents": 1,
    "callbacks": 1,
}


def write_shop_file(line: Line) -> str:
    """The text that reads back as an equal line; versions and manual closes are no settings, so not in it."""
    yaml = YAML(typ="rt", pure=True)
    yaml.width = _ENDLESS
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    parts = [_HEADER]
    for name, section in line_as_tree(line).items():
        out = io.StringIO()
        yaml.dump(CommentedMap({name: _laid_out(section, _DEPTH[name])}), out)
        parts.append(out.getvalue())
    return "\n".join(parts)


def _laid_out(value: Any, depth: int) -> Any:
    """`depth` levels of lines, then braces. Names and texts that YAML could mistake are quoted."""
    match value:
        case dict():
            laid: Any = CommentedMap(
                {_quoted(name): _laid_out(one, _depth_of(name, depth - 1)) for name, one in value.items()}
            )
        case list():
            laid = CommentedSeq([_laid_out(one, depth - 1) for one in value])
        case str():
            return _quoted(value)
        case _:
            return value
    if depth <= 0:
        laid.fa.set_flow_style()
    else:
        laid.fa.set_block_style()
    return laid


def _depth_of(name: str, depth: int) -> int:
    if name in _BRACED:
        return 0
    return 1 if name in _OPENED else depth


def _quoted(text: str) -> str:
    """Words stand as they are; what YAML or a reader could take for something else stands in quotes."""
    is_plain = text[:1].isalpha() and all(one.isalnum() or one in " _-@./" for one in text)
    is_words = is_plain and text.strip() == text and text.lower() not in _LOOKALIKES
    return text if is_words or _is_figure_with_unit(text) else DoubleQuotedScalarString(text)


def _is_figure_with_unit(text: str) -> bool:
    """`20 s`, `20 EUR`: a figure followed by a word is text to YAML too."""
    figure, _, unit = text.partition(" ")
    return figure.isascii() and figure.isdigit() and unit.isascii() and unit.isalpha()
