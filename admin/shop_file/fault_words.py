"""Faults in the reader's language. The command line says them in English: that is `Fault.text`."""

from admin.languages import gettext
from admin.shop_file.faults import Fault
from admin.shop_file.part_names import title_words


def fault_words(fault: Fault) -> str:
    """The whole fault: which part, what is wrong, what to do. One without a sentence of its own stays English."""
    return f"{title_words(fault.path)}: {_said(fault)}" if fault.said else fault.text


def fault_advice(fault: Fault) -> str:
    """The fault without its part, to stand beside the field: "It must be at least 1. Write 1 or more."."""
    words = _said(fault)
    return words[:1].upper() + words[1:]


def _said(fault: Fault) -> str:
    return " ".join(one.said(gettext) for one in fault.said) or fault.text
