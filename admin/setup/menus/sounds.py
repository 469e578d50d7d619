"""Sounds that prompts play: sent here, kept in the store, played to callers from an address that never changes."""

import re
from collections.abc import Mapping

from flask import Response, request, url_for
from werkzeug.exceptions import NotFound

from admin.back_office import back_office
from admin.languages import N_, gettext
from admin.setup.menus.sound_kind import LARGEST, MEDIA_TYPES, Kind, SoundFault, kind_of
from admin.typed_text import clean
from admin.visitor import visitor
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.sounds import keep_sound, sound_media

LARGEST_FORM = LARGEST + 1024 * 1024  # a file that is a little too large is refused in words, not cut off
_LONGEST_NAME = 120
_FILE = re.compile(r"[0-9a-f]{64}\.(?:wav|mp3)")

FAULTS: Mapping[SoundFault, str] = {
    SoundFault.EMPTY: N_("The file is empty. Choose one with a sound in it."),
    SoundFault.TOO_LARGE: N_("The file is larger than 5 MB. Choose a smaller one."),
    SoundFault.NO_SOUND: N_("This is no WAV and no MP3. Save the sound as one of them and send it again."),
    SoundFault.WRONG_WAVE: N_("Telephones do not play this kind of WAV. Save it as 16-bit PCM or as MP3."),
}


def sent_sound(name: str = "sound") -> str | SoundFault:
    """Keep the sound of this form; answers the address that callers' prompts play, or why it cannot be."""
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return SoundFault.EMPTY
    media = sent.read(LARGEST + 1)
    kind = kind_of(media)
    if isinstance(kind, SoundFault):
        return kind
    who, title = visitor(), clean(sent.filename, longest=_LONGEST_NAME)

    def keep(tx: Transaction) -> str:
        made = keep_sound(tx, media, kind=kind, name=title, actor=who.signed_in.email, now=who.now)
        after = {"name": title, "kind": kind.value, "size": made.size}
        write_audit(tx, who.now, who.signed_in.email, "sound.sent", f"sound {made.digest[:12]}", after=after)
        return made.file

    return f"{_base()}{back_office().store.write(keep)}"


def fault_of_sound(fault: SoundFault) -> str:
    return gettext(FAULTS[fault])


def own_sound(address: str) -> str | None:
    """Where a page plays a sound of ours; none for an address of somebody else's."""
    file = address.removeprefix(_base())
    is_ours = address.startswith(_base()) and _FILE.fullmatch(file)
    return url_for("pages.menus.listen", file=file) if is_ours else None


def play(file: str) -> Response:
    """The sound itself, to whoever sets the line up."""
    media = back_office().store.read(lambda db: sound_media(db, file))
    if media is None:
        raise NotFound
    return Response(media, mimetype=MEDIA_TYPES[Kind(file.rpartition(".")[2])])


def _base() -> str:
    return f"{back_office().public_base_url}/ivr/sound/"
