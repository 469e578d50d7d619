"""A number that a person typed or wrote, as E.164. Pure."""

import phonenumbers

_DIALLED_AFTER = frozenset(",;")


def typed_number(typed: str, country: str) -> str | None:
    """The number in E.164, read as in the shop's country unless it begins with 00 or +; None when it is none.

    Nor is one with an extension, or with digits to be dialled after it: nobody would be there who presses them.
    """
    text = typed.strip().replace("#", "").replace("*", "")
    if text.startswith("00"):
        text = "+" + text[2:]
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if parsed.extension or _DIALLED_AFTER & set(text) or not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
