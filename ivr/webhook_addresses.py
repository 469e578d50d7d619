"""What the carrier must be told: which address of ours answers which event of a number or an app."""


def number_webhooks(base: str) -> dict[str, str]:
    """Where a number of the shop leads; `base` is PUBLIC_BASE_URL."""
    return {
        "voice_url": f"{base}/ivr/voice",
        "voice_method": "POST",
        "voice_fallback_url": f"{base}/ivr/fallback",
        "voice_fallback_method": "POST",
        "status_callback": f"{base}/ivr/status",
        "status_callback_method": "POST",
        "sms_url": f"{base}/ivr/message",
        "sms_method": "POST",
    }


def rivals_of_a_number() -> dict[str, str]:
    """Settings of a number that would win over its addresses, and so must be empty."""
    return {"voice_application_sid": "", "sms_application_sid": "", "trunk_sid": ""}


def app_webhooks(base: str) -> dict[str, str]:
    """Where the TwiML app leads that agents' browsers call through: the same places."""
    return number_webhooks(base)
