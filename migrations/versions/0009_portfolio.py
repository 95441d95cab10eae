"""Saved filters of the portfolio, contacts of coaches, and what findings say in words."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "portfolio_filter",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("view", sa.String(length=20), nullable=False),
        sa.Column("query", sa.String(length=1000), nullable=False),
        sa.Column("sharing", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("opens_first", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_portfolio_filter_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_portfolio_filter_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio_filter")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_portfolio_filter_person_id_name")),
    )

    with op.batch_alter_table("portfolio_filter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_portfolio_filter_sharing"), ["sharing"], unique=False)
        batch_op.create_index(batch_op.f("ix_portfolio_filter_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "coach_contact",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_coach_contact_by_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_coach_contact_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_contact")),
    )

    with op.batch_alter_table("coach_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coach_contact_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_coach_contact_project_id"), ["project_id"], unique=False)

    with op.batch_alter_table("project_finding", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("judged", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("project_finding", schema=None) as batch_op:
        batch_op.drop_column("judged")
        batch_op.drop_column("told")

    with op.batch_alter_table("coach_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coach_contact_project_id"))
        batch_op.drop_index(batch_op.f("ix_coach_contact_by_id"))

    op.drop_table("coach_contact")

    with op.batch_alter_table("portfolio_filter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_portfolio_filter_unit_id"))
        batch_op.drop_index(batch_op.f("ix_portfolio_filter_sharing"))

    op.drop_table("portfolio_filter")
