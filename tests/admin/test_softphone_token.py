"""Held against the carrier's own package, which makes and checks the same token by itself."""

import pytest
from freezegun import freeze_time
from twilio.jwt import JwtDecodeError
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from admin.softphone_token import SoftphoneKeys, write_softphone_token
from tests.admin.seed import NOW

IDENTITY = "anna_sowa_example"
APP = "AP" + "3" * 32
ACCOUNT, KEY, SECRET = "AC" + "1" * 32, "SK" + "2" * 32, "a secret of the carrier, 32 long"


@pytest.mark.parametrize("app_sid", [APP, None], ids=["with an app", "without one"])
@freeze_time(NOW)
def test_the_token_says_what_the_carriers_own_package_says(app_sid: str | None) -> None:
    grant = VoiceGrant(incoming_allow=True, outgoing_application_sid=app_sid)
    theirs = AccessToken(ACCOUNT, KEY, SECRET, identity=IDENTITY, ttl=15 * 60, grants=[grant])
    written = write_softphone_token(SoftphoneKeys(ACCOUNT, KEY, SECRET, app_sid), IDENTITY, NOW)
    ours, read = AccessToken.from_jwt(written, SECRET), AccessToken.from_jwt(theirs.to_jwt(), SECRET)
    assert (ours.headers, ours.payload) == (read.headers, read.payload)


@freeze_time(NOW)
def test_another_secret_makes_another_signature() -> None:
    written = write_softphone_token(
        SoftphoneKeys(ACCOUNT, KEY, "another secret, also 32 long....", None), IDENTITY, NOW
    )
    with pytest.raises(JwtDecodeError):
        AccessToken.from_jwt(written, SECRET)


def test_the_secret_is_never_printed() -> None:
    assert SECRET not in repr(SoftphoneKeys(ACCOUNT, KEY, SECRET, APP))
