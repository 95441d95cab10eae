"""Letters in an outbox, invitations to collaboratives, kept years, files of units, refreshers, and who was asked to approve."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("to", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index("ix_letter_next_try_at", ["next_try_at"], unique=False)
        batch_op.create_index("ix_letter_queued_at", ["queued_at"], unique=False)

    op.create_table(
        "refresher_quiet",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_refresher_quiet_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refresher_quiet")),
        sa.UniqueConstraint("person_id", name=op.f("uq_refresher_quiet_person_id")),
    )
    op.create_table(
        "year_edition",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_year_edition_by_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_year_edition_unit_id_unit")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["person.id"], name=op.f("fk_year_edition_withdrawn_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_edition")),
        sa.UniqueConstraint("unit_id", "year", "edition", name=op.f("uq_year_edition_unit_id_year_edition")),
    )
    op.create_table(
        "collaborative_invitation",
        sa.Column("collaborative_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_collaborative_invitation_answered_by_id_person")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_collaborative_invitation_by_id_person")),
        sa.ForeignKeyConstraint(
            ["collaborative_id"],
            ["collaborative.id"],
            name=op.f("fk_collaborative_invitation_collaborative_id_collaborative"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_collaborative_invitation_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborative_invitation")),
        sa.UniqueConstraint(
            "collaborative_id", "project_id", name=op.f("uq_collaborative_invitation_collaborative_id_project_id")
        ),
    )
    with op.batch_alter_table("collaborative_invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collaborative_invitation_project_id"), ["project_id"], unique=False)

    op.create_table(
        "impact_file",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("mimetype", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_impact_file_by_id_person")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["impact_entry.id"], name=op.f("fk_impact_file_entry_id_impact_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impact_file")),
    )
    with op.batch_alter_table("impact_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_impact_file_entry_id"), ["entry_id"], unique=False)

    with op.batch_alter_table("control_watch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("noted_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_control_watch_noted_id_signal"), "signal", ["noted_id"], ["id"], ondelete="SET NULL"
        )

    with op.batch_alter_table("pdsa_cycle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_result_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("project_approval_step", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("team_ids", sa.JSON(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_project_approval_step_asked_id_person"), "person", ["asked_id"], ["id"])

    with op.batch_alter_table("stage_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_step_since"), ["since"], unique=False)

    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_soon_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("told_over_on", sa.Date(), nullable=True))

    # Verdicts speak for all outcomes of a project since this version: the findings are written anew by a job within minutes.
    op.execute("DELETE FROM project_finding")
    # A prediction whose result is in stands.
    op.execute(
        "UPDATE pdsa_cycle SET first_result_at = created_at"
        " WHERE did <> '' OR studied <> '' OR measured_value IS NOT NULL OR decision IS NOT NULL"
    )


def downgrade() -> None:
    # What the version before has no words for.
    op.execute("DELETE FROM notice WHERE kind IN ('invited', 'watch')")
    op.execute("UPDATE library_entry SET outcome = 'unknown' WHERE outcome NOT IN ('worked', 'did-not', 'unknown')")

    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.drop_column("told_over_on")
        batch_op.drop_column("told_soon_on")

    with op.batch_alter_table("stage_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_step_since"))

    with op.batch_alter_table("project_approval_step", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_project_approval_step_asked_id_person"), type_="foreignkey")
        batch_op.drop_column("team_ids")
        batch_op.drop_column("asked_id")

    with op.batch_alter_table("pdsa_cycle", schema=None) as batch_op:
        batch_op.drop_column("first_result_at")

    with op.batch_alter_table("control_watch", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_control_watch_noted_id_signal"), type_="foreignkey")
        batch_op.drop_column("noted_id")

    with op.batch_alter_table("impact_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_impact_file_entry_id"))

    op.drop_table("impact_file")
    with op.batch_alter_table("collaborative_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collaborative_invitation_project_id"))

    op.drop_table("collaborative_invitation")
    op.drop_table("year_edition")
    op.drop_table("refresher_quiet")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index("ix_letter_queued_at")
        batch_op.drop_index("ix_letter_next_try_at")

    op.drop_table("letter")
