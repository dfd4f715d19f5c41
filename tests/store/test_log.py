"""The digests that stand in the log for what callers wrote."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from turnout.store import log


@given(pepper=st.binary(min_size=1, max_size=130), parts=st.lists(st.text(), max_size=4))
def test_a_digest_is_what_hmac_says(pepper, parts):
    said = "\0".join(parts).encode("utf-8", "surrogatepass")

    assert log.digest(pepper, *parts) == hmac.new(pepper, said, hashlib.sha256).hexdigest()[:40]
