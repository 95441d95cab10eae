"""Collaboratives: teams, shared measures, calendar, and a change package that tests name."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collaborative",
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("sponsor_id", sa.Integer(), nullable=True),
        sa.Column("objective_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("open_to_join", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["person.id"], name=op.f("fk_collaborative_lead_id_person")),
        sa.ForeignKeyConstraint(["objective_id"], ["objective.id"], name=op.f("fk_collaborative_objective_id_objective")),
        sa.ForeignKeyConstraint(["sponsor_id"], ["person.id"], name=op.f("fk_collaborative_sponsor_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_collaborative_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborative")),
    )

    with op.batch_alter_table("collaborative", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collaborative_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_collaborative_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_collaborative_sponsor_id"), ["sponsor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_collaborative_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "collaborative_event",
        sa.Column("collaborative_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaborative_id"], ["collaborative.id"], name=op.f("fk_collaborative_event_collaborative_id_collaborative")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborative_event")),
    )

    with op.batch_alter_table("collaborative_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collaborative_event_collaborative_id"), ["collaborative_id"], unique=False)

    op.create_table(
        "collaborative_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaborative_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaborative_id"], ["collaborative.id"], name=op.f("fk_collaborative_measure_collaborative_id_collaborative")
        ),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name=op.f("fk_collaborative_measure_metric_id_metric")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborative_measure")),
        sa.UniqueConstraint(
            "collaborative_id", "metric_id", name=op.f("uq_collaborative_measure_collaborative_id_metric_id")
        ),
    )

    with op.batch_alter_table("collaborative_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collaborative_measure_metric_id"), ["metric_id"], unique=False)

    op.create_table(
        "package_idea",
        sa.Column("collaborative_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("driver_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaborative_id"], ["collaborative.id"], name=op.f("fk_package_idea_collaborative_id_collaborative")
        ),
        sa.ForeignKeyConstraint(
            ["driver_id"], ["driver.id"], name=op.f("fk_package_idea_driver_id_driver"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_idea")),
    )

    with op.batch_alter_table("package_idea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_package_idea_collaborative_id"), ["collaborative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_package_idea_driver_id"), ["driver_id"], unique=False)

    op.create_table(
        "collaborative_team",
        sa.Column("collaborative_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_collaborative_team_by_id_person")),
        sa.ForeignKeyConstraint(
            ["collaborative_id"], ["collaborative.id"], name=op.f("fk_collaborative_team_collaborative_id_collaborative")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_collaborative_team_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborative_team")),
        sa.UniqueConstraint("collaborative_id", "project_id", name=op.f("uq_collaborative_team_collaborative_id_project_id")),
    )

    with op.batch_alter_table("collaborative_team", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collaborative_team_project_id"), ["project_id"], unique=False)

    with op.batch_alter_table("pdsa_cycle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("package_idea_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_pdsa_cycle_package_idea_id"), ["package_idea_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_pdsa_cycle_package_idea_id_package_idea"), "package_idea", ["package_idea_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("pdsa_cycle", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_pdsa_cycle_package_idea_id_package_idea"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_pdsa_cycle_package_idea_id"))
        batch_op.drop_column("package_idea_id")

    with op.batch_alter_table("collaborative_team", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collaborative_team_project_id"))

    op.drop_table("collaborative_team")

    with op.batch_alter_table("package_idea", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_package_idea_driver_id"))
        batch_op.drop_index(batch_op.f("ix_package_idea_collaborative_id"))

    op.drop_table("package_idea")

    with op.batch_alter_table("collaborative_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collaborative_measure_metric_id"))

    op.drop_table("collaborative_measure")

    with op.batch_alter_table("collaborative_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collaborative_event_collaborative_id"))

    op.drop_table("collaborative_event")

    with op.batch_alter_table("collaborative", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collaborative_unit_id"))
        batch_op.drop_index(batch_op.f("ix_collaborative_sponsor_id"))
        batch_op.drop_index(batch_op.f("ix_collaborative_objective_id"))
        batch_op.drop_index(batch_op.f("ix_collaborative_lead_id"))

    op.drop_table("collaborative")
