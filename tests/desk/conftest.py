"""A desk over a real store, and the rally most tests are about."""

import pytest

from tests.builders import a_desk, a_lead, a_rally


@pytest.fixture
def desk(tmp_path):
    opened = a_desk(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def rally(desk):
    event = a_rally(desk)
    a_lead(desk)
    return event
