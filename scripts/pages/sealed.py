"""Write links to a month as docs/assets/js/calculator/handover/link.js does, with check digits."""

from urllib.parse import urlencode

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_ALL, _TOP, _POLYNOMIAL = 0x3FFFFFFF, 0x20000000, 0x2030B9C7


def fragment(month: object, worker_type: object, **said: object) -> str:
    """Return the fragment of an address that opens a month with these counts ("?" for unknown).

    >>> fragment("2026-10", "rural", sign_ins=19, valid_reports="?")
    '#worker_type=rural&month=2026-10&sign_ins=19&valid_reports=%3F&end=6rpzm4'
    """
    head = {"worker_type": worker_type, **({"policy": said.pop("policy")} if "policy" in said else {})}
    content = urlencode({**head, "month": month, **said})
    rest = _ALL
    for byte in content.encode("ascii"):
        rest ^= byte << 22
        for _ in range(8):
            rest = ((rest << 1) ^ (_POLYNOMIAL if rest & _TOP else 0)) & _ALL
    return f"#{content}&end={''.join(_DIGITS[rest >> shift & 31] for shift in range(25, -1, -5))}"
