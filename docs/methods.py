"""Writes the comparison with the reference implementations and docs/methods.md: `make methods`.

Needs the reference values in ../shared (or QMS_SHARED), as the tests do."""

import json
import os
import sys
from pathlib import Path

from docs.comparing import rows
from docs.methods_guide import guide
from qms.golden_thread.methods import comparison
from qms.golden_thread.methods.examples import KEYS, picture
from tests.spc.truth import Truth

DOCS = Path(__file__).parent


def main() -> None:
    """Compares, then writes what the page and the guide show."""
    folder = Path(os.environ.get("QMS_SHARED", DOCS.parent.parent / "shared")) / "truth"
    if not folder.is_dir():
        sys.exit("The reference values are not here. Set QMS_SHARED to the folder that holds truth/.")
    comparison.FILE.write_text(json.dumps(rows(Truth(folder)), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    comparison.compared.cache_clear()
    (DOCS / "methods.md").write_text(guide(), encoding="utf-8")
    images = DOCS / "images" / "methods"
    images.mkdir(parents=True, exist_ok=True)
    for key in KEYS:
        (images / f"{key}.svg").write_text(picture(key), encoding="utf-8")


if __name__ == "__main__":
    main()
