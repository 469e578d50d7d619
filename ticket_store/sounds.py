"""The sounds that prompts play, kept by the digest of their bytes: one address means one sound for ever."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from ticket_store.engine import Transaction
from ticket_store.insert_once import InsertOnce
from ticket_store.schema import sound

_KEEP = InsertOnce(sound)  # two may send the same one at the same time


@dataclass(frozen=True)
class Sound:
    """`kind` is wav or mp3, `size` counts bytes."""

    digest: str
    kind: str
    name: str
    size: int
    added_at: datetime
    added_by: str

    @property
    def file(self) -> str:
        """The last part of its address."""
        return f"{self.digest}.{self.kind}"


def keep_sound(tx: Transaction, media: bytes, *, kind: str, name: str, actor: str, now: datetime) -> Sound:
    """Keep this sound; the one that is there already stays as it is, with its first name."""
    digest = hashlib.sha256(media).hexdigest()
    found = sound_of(tx.db, digest)
    if found is not None:
        return found
    made = Sound(digest, kind, name, len(media), now, actor)
    row = {"digest": digest, "kind": kind, "name": name, "size": made.size, "media": media}
    is_first = _KEEP(tx, row | {"added_at": now, "added_by": actor})
    return made if is_first else sound_of(tx.db, digest) or made


def sound_of(db: Connection, digest: str) -> Sound | None:
    """What is known of a sound, without its bytes."""
    known = (sound.c.digest, sound.c.kind, sound.c.name, sound.c.size, sound.c.added_at, sound.c.added_by)
    row = db.execute(select(*known).where(sound.c.digest == digest)).first()
    return None if row is None else Sound(*row)


def sound_media(db: Connection, file: str) -> bytes | None:
    """The bytes at this last part of an address, `<digest>.<kind>`; none where nothing is kept under it."""
    digest, _, kind = file.partition(".")
    return db.scalar(select(sound.c.media).where(sound.c.digest == digest, sound.c.kind == kind))
