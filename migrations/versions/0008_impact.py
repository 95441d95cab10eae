"""The impact and communication log."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "impact_entry",
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("objective_id", sa.Integer(), nullable=True),
        sa.Column("collaborative_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(length=300), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("reach", sa.String(length=160), nullable=False),
        sa.Column("reference", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("method", sa.String(length=200), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("evaluation", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(project_id IS NULL) <> (unit_id IS NULL)", name=op.f("ck_impact_entry_one_owner")),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_impact_entry_score")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_impact_entry_by_id_person")),
        sa.ForeignKeyConstraint(
            ["collaborative_id"], ["collaborative.id"], name=op.f("fk_impact_entry_collaborative_id_collaborative")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["project_file.id"], name=op.f("fk_impact_entry_file_id_project_file"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["objective_id"], ["objective.id"], name=op.f("fk_impact_entry_objective_id_objective")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_impact_entry_project_id_project")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_impact_entry_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impact_entry")),
    )

    with op.batch_alter_table("impact_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_impact_entry_collaborative_id"), ["collaborative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_impact_entry_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_impact_entry_happened_on"), ["happened_on"], unique=False)
        batch_op.create_index("ix_impact_entry_kind_happened_on", ["kind", "happened_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_impact_entry_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_impact_entry_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_impact_entry_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "agreed_action",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("outside", sa.String(length=160), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_agreed_action_by_id_person")),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name=op.f("fk_agreed_action_done_by_id_person")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["impact_entry.id"], name=op.f("fk_agreed_action_entry_id_impact_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_agreed_action_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_action")),
    )

    with op.batch_alter_table("agreed_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreed_action_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index("ix_agreed_action_owner_id_done_on", ["owner_id", "done_on"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("agreed_action", schema=None) as batch_op:
        batch_op.drop_index("ix_agreed_action_owner_id_done_on")
        batch_op.drop_index(batch_op.f("ix_agreed_action_entry_id"))

    op.drop_table("agreed_action")

    with op.batch_alter_table("impact_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_impact_entry_unit_id"))
        batch_op.drop_index(batch_op.f("ix_impact_entry_project_id"))
        batch_op.drop_index(batch_op.f("ix_impact_entry_objective_id"))
        batch_op.drop_index("ix_impact_entry_kind_happened_on")
        batch_op.drop_index(batch_op.f("ix_impact_entry_happened_on"))
        batch_op.drop_index(batch_op.f("ix_impact_entry_file_id"))
        batch_op.drop_index(batch_op.f("ix_impact_entry_collaborative_id"))

    op.drop_table("impact_entry")
