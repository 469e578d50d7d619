"""What stands in the way of removing something: whoever leads to it is to be changed first."""

from collections.abc import Sequence

from admin.languages import N_, gettext
from admin.shop_file.fault_words import fault_words
from admin.shop_file.faults import Fault
from admin.shop_file.missing import Noun, no_such
from admin.shop_file.part_names import title_words

STILL_NEEDED = N_("this still leads to %(name)s. Change it first, then remove it.")


def words_of_removal(faults: Sequence[Fault], noun: Noun, key: str) -> list[str]:
    """Each fault in the reader's words; of one that misses what was to go, where it is still led to.

    The check speaks of a line without it: that it "does not exist" would be told of something that is still there.
    """
    gone = no_such(noun, key)
    return [
        f"{title_words(one.path)}: {gettext(STILL_NEEDED) % {'name': key}}"
        if gone in one.said
        else fault_words(one)
        for one in faults
    ]
