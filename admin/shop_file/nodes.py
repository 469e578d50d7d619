"""A plain tree as the nodes that the shop file is read from: a form is read by the reader of the file."""

from typing import Any

from ruamel.yaml.error import StringMark
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

_NOWHERE = StringMark("", 0, -1, 0, "", 0)  # the line before the first: its number is 0, "not from a file"


def node_of(tree: Any) -> Any:
    """Texts and figures become scalars, lists sequences, mappings mappings in their order."""
    match tree:
        case dict():
            pairs = [(node_of(str(name)), node_of(one)) for name, one in tree.items()]
            return MappingNode("map", pairs, start_mark=_NOWHERE)
        case list() | tuple():
            return SequenceNode("seq", [node_of(one) for one in tree], start_mark=_NOWHERE)
        case bool():
            return ScalarNode("str", "true" if tree else "false", start_mark=_NOWHERE)
        case _:
            return ScalarNode("str", str(tree), start_mark=_NOWHERE)
