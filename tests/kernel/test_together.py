"""Several short lists in one query."""

from flask import Flask
from sqlalchemy import select

from qms.kernel import settings
from qms.kernel.db import db
from qms.kernel.settings import Setting
from qms.kernel.together import together


def test_each_list_keeps_its_own_order_and_its_own_limit(app: Flask) -> None:
    for name, value in (("a", "3"), ("b", "2"), ("c", "1")):
        settings.write(name, value)
    all_of_them = select(Setting.name, Setting.value)
    lists = {
        "by name": (all_of_them, (Setting.name,)),
        "by value": (all_of_them, (Setting.value,)),
        "nothing": (all_of_them.where(Setting.name == "d"), (Setting.name,)),
    }
    found = [(row[0], row.name) for row in db.session.execute(together(lists, most=2))]
    assert found == [("by name", "a"), ("by name", "b"), ("by value", "c"), ("by value", "b")]
