"""What a new line changes, in the reader's language: `Department "orders", ring time: 20 s → 25 s`."""

from typing import Any

from admin.languages import N_, gettext
from admin.shop_file.differences import Difference, Kind, found_differences, shown
from admin.shop_file.part_names import title_words
from ticket_store.line import Line

_LONGEST = 200  # of a value: a greeting is known by its beginning


def changes_in_words(old: Line | None, new: Line) -> tuple[str, ...]:
    """One sentence for each difference; none where nothing differs. Needs a request, for its language."""
    return tuple(difference_words(one) for one in found_differences(old, new))


def difference_words(found: Difference) -> str:
    title = title_words(found.path)
    match found.kind:
        case Kind.ADDED:
            return _with_value(gettext(N_("%(what)s: added")), title, found, found.after)
        case Kind.REMOVED:
            return _with_value(gettext(N_("%(what)s: removed")), title, found, found.before)
        case Kind.CHANGED:
            return f"{title}: {value_words(found.before)} → {value_words(found.after)}"
        case Kind.ORDER:
            words = gettext(N_("%(what)s, order: %(before)s → %(after)s"))
            return words % {"what": title, "before": shown(found.before), "after": shown(found.after)}


def _with_value(words: str, title: str, found: Difference, value: Any) -> str:
    """A whole part is better read on its page; a field or a line of hours is short enough to be told."""
    told = words % {"what": title}
    is_short = value is not None and (not found.is_part or isinstance(value, str))
    return f"{told}, {value_words(value)}" if is_short else told


def value_words(value: Any) -> str:
    if isinstance(value, bool):
        return gettext(N_("on")) if value else gettext(N_("off"))
    if value in (None, "", [], {}):
        return gettext("nothing")
    text = shown(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
