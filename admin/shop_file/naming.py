"""Checks that many parts share: keys, languages, texts in each language, what is spoken."""

import re
from collections.abc import Mapping

import phonenumbers

from admin.shop_file.faults import Book, Path
from call_routing.sentence import sentence
from ticket_store.line import Shop, Spoken

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_LONGEST_TEXT = 4000  # the carrier refuses a <Say> of more than 4096 characters


def check_key(path: Path, book: Book) -> None:
    """Keys stand in addresses and file names; what people hear is the name."""
    if not _KEY.fullmatch(path[-1]):
        book.fault(
            path, sentence("a key is made of a-z, 0-9, _ and -. Callers never hear it: they hear the name.")
        )


def check_language(path: Path, language: str, shop: Shop, book: Book) -> None:
    if language not in shop.languages:
        known = ", ".join(shop.languages) or sentence("none")
        book.fault(
            path,
            sentence(
                '"%(name)s" is not a language of the shop (%(known)s). Add it to shop, languages or remove it.',
                name=language,
                known=known,
            ),
        )


def check_country(country: str, path: Path, book: Book) -> None:
    if country not in phonenumbers.SUPPORTED_REGIONS:
        book.fault(
            path,
            sentence(
                '"%(name)s" is not a country. Write its two letters of ISO 3166, like PL.', name=country
            ),
        )


def check_names(path: Path, names: Mapping[str, str], shop: Shop, book: Book) -> None:
    """A text in each language of the shop; a missing one is a warning, none at all a fault."""
    said = {language for language, text in names.items() if text.strip()}
    _check_languages(path, said, shop, book)
    for language in names:
        check_language((*path, language), language, shop, book)
    if not said:
        book.fault(path, sentence("it is empty. Write it in each language of the shop."))


def check_spoken(
    path: Path, spoken: Mapping[str, Spoken], shop: Shop, book: Book, *, is_complete: bool = True
) -> None:
    """What is spoken in each language: text or audio, an audio by https, a text that the carrier takes."""
    for language, said in spoken.items():
        here = (*path, language)
        check_language(here, language, shop, book)
        if not (said.text or said.audio):
            book.fault(here, sentence("it says nothing. Write a text or an audio address, or remove it."))
        if said.audio and not said.audio.startswith(("https://", "http://")):
            book.fault(
                here,
                sentence(
                    'the audio "%(text)s" is not a web address. Write it with https://.', text=said.audio
                ),
            )
        if said.text and len(said.text) > _LONGEST_TEXT:
            book.fault(
                here,
                sentence("the text is longer than %(most)s characters. Make it shorter.", most=_LONGEST_TEXT),
            )
    if spoken and is_complete:
        _check_languages(path, set(spoken), shop, book)


def _check_languages(path: Path, said: set[str], shop: Shop, book: Book) -> None:
    missing = [language for language in shop.languages if language not in said]
    if said and missing:
        fallback = next((one for one in shop.languages if one in said), sentence("another language"))
        book.warning(
            path,
            sentence(
                "there is none in %(languages)s. Those callers hear it in %(other)s.",
                languages=", ".join(missing),
                other=fallback,
            ),
        )
