"""The cases that the demonstration follows tell their stories."""

from flask import Flask
from sqlalchemy import select

from qms.control.cusums import queries
from qms.control.cusums.models import OutcomeSequence, Side
from qms.kernel.db import db


def test_one_sequence_reached_its_limit_twice_and_one_does_better(demonstration: Flask) -> None:
    found = {each.name: queries.signals_of(each) for each in db.session.execute(select(OutcomeSequence)).scalars()}
    flaps, hips = found["Free flaps, head and neck"], found["Hip fracture operations"]
    assert [(each.side, each.is_live) for each in flaps] == [(Side.WORSE, True), (Side.WORSE, False)]
    assert [(each.side, each.is_live) for each in hips] == [(Side.BETTER, True)]
