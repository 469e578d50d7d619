"""The live process for any ASGI server: `granian --interface asgi app.live:application`."""

from app.live_stream import Live
from app.logs import log_to_stderr
from app.orphans import leave_with_parent
from app.settings import Settings, load

log_to_stderr()
leave_with_parent()
_settings = load(Settings)
application = Live(
    secret_key=_settings.secret_key.get_secret_value(),
    redis_url=_settings.redis_url,
    origin=_settings.public_base_url,
)
