"""Summaries and their published editions."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "summary",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(length=160), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_summary_by_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_summary_project_id_project")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["person.id"], name=op.f("fk_summary_withdrawn_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary")),
        sa.UniqueConstraint("project_id", "edition", name=op.f("uq_summary_project_id_edition")),
    )

    op.create_table(
        "summary_words",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.String(length=120), nullable=False),
        sa.Column("result", sa.String(length=300), nullable=False),
        sa.Column("quote", sa.String(length=400), nullable=False),
        sa.Column("quote_from", sa.String(length=120), nullable=False),
        sa.Column("tell_others", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_summary_words_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_words")),
        sa.UniqueConstraint("project_id", name=op.f("uq_summary_words_project_id")),
    )


def downgrade() -> None:
    # What the version before has no words for.
    op.execute("DELETE FROM notice WHERE kind IN ('published', 'collaborative', 'session', 'figures')")
    op.execute("DELETE FROM library_entry WHERE kind NOT IN ('project', 'cycle', 'idea', 'plan')")

    op.drop_table("summary_words")

    op.drop_table("summary")
