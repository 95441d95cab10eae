"""What teams of a collaborative do: who came, what they measure, ideas in use, storyboards."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collaborative_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["collaborative_event.id"],
            name=op.f("fk_collaborative_attendance_event_id_collaborative_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["collaborative_team.id"], name=op.f("fk_collaborative_attendance_team_id_collaborative_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborative_attendance")),
        sa.UniqueConstraint("event_id", "team_id", name=op.f("uq_collaborative_attendance_event_id_team_id")),
    )

    with op.batch_alter_table("collaborative_attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collaborative_attendance_team_id"), ["team_id"], unique=False)

    op.create_table(
        "collaborative_figures_asked",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_collaborative_figures_asked_by_id_person")),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name=op.f("fk_collaborative_figures_asked_metric_id_metric")),
        sa.ForeignKeyConstraint(
            ["team_id"], ["collaborative_team.id"], name=op.f("fk_collaborative_figures_asked_team_id_collaborative_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborative_figures_asked")),
        sa.UniqueConstraint(
            "team_id", "metric_id", "period", name=op.f("uq_collaborative_figures_asked_team_id_metric_id_period")
        ),
    )

    with op.batch_alter_table("collaborative_figures_asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collaborative_figures_asked_metric_id"), ["metric_id"], unique=False)

    op.create_table(
        "collaborative_team_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["project_measure.id"],
            name=op.f("fk_collaborative_team_measure_link_id_project_measure"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["collaborative_team.id"], name=op.f("fk_collaborative_team_measure_team_id_collaborative_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborative_team_measure")),
        sa.UniqueConstraint("team_id", "link_id", name=op.f("uq_collaborative_team_measure_team_id_link_id")),
    )

    with op.batch_alter_table("collaborative_team_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collaborative_team_measure_link_id"), ["link_id"], unique=False)

    op.create_table(
        "package_idea_in_use",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_package_idea_in_use_by_id_person")),
        sa.ForeignKeyConstraint(["idea_id"], ["package_idea.id"], name=op.f("fk_package_idea_in_use_idea_id_package_idea")),
        sa.ForeignKeyConstraint(
            ["team_id"], ["collaborative_team.id"], name=op.f("fk_package_idea_in_use_team_id_collaborative_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_idea_in_use")),
        sa.UniqueConstraint("idea_id", "team_id", name=op.f("uq_package_idea_in_use_idea_id_team_id")),
    )

    with op.batch_alter_table("package_idea_in_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_package_idea_in_use_team_id"), ["team_id"], unique=False)

    op.create_table(
        "storyboard",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(length=160), nullable=False),
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_storyboard_by_id_person")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["collaborative_event.id"], name=op.f("fk_storyboard_event_id_collaborative_event")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["collaborative_team.id"], name=op.f("fk_storyboard_team_id_collaborative_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storyboard")),
        sa.UniqueConstraint("event_id", "team_id", name=op.f("uq_storyboard_event_id_team_id")),
    )

    with op.batch_alter_table("storyboard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_storyboard_team_id"), ["team_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("storyboard", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_storyboard_team_id"))

    op.drop_table("storyboard")

    with op.batch_alter_table("package_idea_in_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_package_idea_in_use_team_id"))

    op.drop_table("package_idea_in_use")

    with op.batch_alter_table("collaborative_team_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collaborative_team_measure_link_id"))

    op.drop_table("collaborative_team_measure")

    with op.batch_alter_table("collaborative_figures_asked", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collaborative_figures_asked_metric_id"))

    op.drop_table("collaborative_figures_asked")

    with op.batch_alter_table("collaborative_attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collaborative_attendance_team_id"))

    op.drop_table("collaborative_attendance")
