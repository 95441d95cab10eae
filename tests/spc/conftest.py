"""Where the expected values of the reference implementations are: beside the checkout, or where QMS_SHARED says."""

import os
from pathlib import Path

import pytest

from tests.spc.truth import Truth

BESIDE_THE_CHECKOUT = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def shared_truth() -> Truth:
    folder = Path(os.environ.get("QMS_SHARED", BESIDE_THE_CHECKOUT)) / "truth"
    if not folder.is_dir():
        reason = f"the reference values are not at {folder}; set QMS_SHARED to the folder that holds truth/"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return Truth(folder)
