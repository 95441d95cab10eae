"""The guide: every verdict is explained in the words of the charts."""

import pytest

from qms.golden_thread.drawing import ASSURANCE_MEANINGS, ASSURANCE_WORDS, VARIATION_MEANINGS, VARIATION_WORDS
from tests.builder import Builder
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


def test_every_verdict_is_explained(build: Builder, client: PageClient) -> None:
    page = client.sign_in(build.person()).get("/help").text
    for words, meanings in ((VARIATION_WORDS, VARIATION_MEANINGS), (ASSURANCE_WORDS, ASSURANCE_MEANINGS)):
        for word in words:
            if words is ASSURANCE_WORDS or word:
                assert words[word] in page
                assert meanings[word] in page


def test_help_is_for_those_who_are_signed_in(client: PageClient) -> None:
    assert client.get("/help").status_code == 302
