"""Cases followed one by one, baselines, suggestions set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outcome_sequence",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("expected_risk", sa.Double(), nullable=True),
        sa.Column("risk_source", sa.Text(), nullable=False),
        sa.Column("worse_ratio", sa.Double(), nullable=False),
        sa.Column("worse_limit", sa.Double(), nullable=False),
        sa.Column("better_ratio", sa.Double(), nullable=False),
        sa.Column("better_limit", sa.Double(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_outcome_sequence_owner_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_outcome_sequence_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_sequence")),
    )

    with op.batch_alter_table("outcome_sequence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_sequence_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "outcome_case",
        sa.Column("sequence_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("event", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.Double(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_outcome_case_by_id_person")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["person.id"], name=op.f("fk_outcome_case_removed_by_id_person")),
        sa.ForeignKeyConstraint(
            ["sequence_id"], ["outcome_sequence.id"], name=op.f("fk_outcome_case_sequence_id_outcome_sequence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_case")),
    )

    with op.batch_alter_table("outcome_case", schema=None) as batch_op:
        batch_op.create_index("ix_outcome_case_order", ["sequence_id", "happened_on", "id"], unique=False)

    op.create_table(
        "outcome_reading",
        sa.Column("sequence_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Double(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("worse_sum", sa.Double(), nullable=False),
        sa.Column("better_sum", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sequence_id"], ["outcome_sequence.id"], name=op.f("fk_outcome_reading_sequence_id_outcome_sequence")
        ),
        sa.PrimaryKeyConstraint("sequence_id", name=op.f("pk_outcome_reading")),
    )

    op.create_table(
        "baseline",
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_baseline_by_id_person")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_baseline_series_id_series")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["person.id"], name=op.f("fk_baseline_undone_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
    )

    with op.batch_alter_table("baseline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_baseline_series_id"), ["series_id"], unique=False)

    op.create_table(
        "outcome_signal",
        sa.Column("sequence_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("crossed_on", sa.Date(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_outcome_signal_answered_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["outcome_case.id"], name=op.f("fk_outcome_signal_case_id_outcome_case")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["person.id"], name=op.f("fk_outcome_signal_seen_by_id_person")),
        sa.ForeignKeyConstraint(
            ["sequence_id"], ["outcome_sequence.id"], name=op.f("fk_outcome_signal_sequence_id_outcome_sequence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_signal")),
    )

    with op.batch_alter_table("outcome_signal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_signal_sequence_id"), ["sequence_id"], unique=False)

    op.create_table(
        "suggestion_set_aside",
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_suggestion_set_aside_by_id_person")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_suggestion_set_aside_series_id_series")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["person.id"], name=op.f("fk_suggestion_set_aside_undone_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_set_aside")),
    )

    with op.batch_alter_table("suggestion_set_aside", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_set_aside_series_id"), ["series_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("suggestion_set_aside", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_set_aside_series_id"))

    op.drop_table("suggestion_set_aside")

    with op.batch_alter_table("outcome_signal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_signal_sequence_id"))

    op.drop_table("outcome_signal")

    with op.batch_alter_table("baseline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_baseline_series_id"))

    op.drop_table("baseline")

    op.drop_table("outcome_reading")

    with op.batch_alter_table("outcome_case", schema=None) as batch_op:
        batch_op.drop_index("ix_outcome_case_order")

    op.drop_table("outcome_case")

    with op.batch_alter_table("outcome_sequence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_sequence_unit_id"))

    op.drop_table("outcome_sequence")
