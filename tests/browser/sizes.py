"""The two windows that every page must suit, and the browser without scripts, as marks of tests."""

import pytest
from playwright.sync_api import ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

both_sizes = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"], indirect=True)
on_phone = pytest.mark.parametrize("size", [PHONE], ids=["phone"], indirect=True)
without_scripts = pytest.mark.parametrize("scripts", [False], ids=["without-scripts"], indirect=True)
