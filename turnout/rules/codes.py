"""Check-in codes: what a supporter shows at the door, short enough to be read out and typed.

A code is a keyed digest of an event and a person. It finds an entry on a roster, and does nothing
else: nobody can make one up, or work back from one to a link, a name or a contact.
"""

# Crockford's base 32: no I, L, O or U, so that what is read out or typed badly is still that code.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8  # 40 bits: of 10,000 codes at one event two are alike in one event of 20,000
_MEANT = str.maketrans("OIL", "011")


def code_of(digest: str) -> str:
    """Return the code that a digest, as hexadecimal digits, makes."""
    number = int(digest, 16)
    return "".join(LETTERS[(number >> 5 * place) % 32] for place in range(LENGTH))


def number_of(code: str) -> int:
    """Return the number that `code_of` made a code of, up to what its letters hold."""
    return sum(LETTERS.index(letter) << 5 * place for place, letter in enumerate(code))


def spaced(code: str) -> str:
    """Return a code as it is shown and read out: K7QM-2XPA."""
    return f"{code[:4]}-{code[4:]}"


def read(typed: str) -> str:
    """Return the code in what was typed or scanned, "" where it is none."""
    told = "".join(typed.rpartition("#")[2].upper().translate(_MEANT).split()).replace("-", "")
    return told if len(told) == LENGTH and not set(told) - set(LETTERS) else ""
