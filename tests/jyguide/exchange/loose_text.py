"""One question typed freely, and what is read of it or said against it."""

from jyguide.exchange.loose.items import parse_loose


def only(text: str):
    file = parse_loose(text)
    assert file.refused == ()
    assert len(file.items) == 1
    return file.items[0]


def refusal(text: str) -> tuple[str, str]:
    file = parse_loose(text)
    assert file.items == ()
    assert len(file.refused) == 1
    return file.refused[0].position, file.refused[0].reason
