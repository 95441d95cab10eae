"""The library of what was tried, with the database's own full-text search; adoptions; the round-up."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# The words of an entry: an FTS5 table kept in step by triggers on SQLite, a generated column on PostgreSQL.
SQLITE = (
    "CREATE VIRTUAL TABLE library_words USING fts5(title, body, content='library_entry', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER library_words_added AFTER INSERT ON library_entry BEGIN INSERT INTO library_words(rowid, title, body) VALUES (new.id, new.title, new.body); END",
    "CREATE TRIGGER library_words_gone AFTER DELETE ON library_entry BEGIN INSERT INTO library_words(library_words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); END",
    "CREATE TRIGGER library_words_changed AFTER UPDATE OF title, body ON library_entry BEGIN INSERT INTO library_words(library_words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); INSERT INTO library_words(rowid, title, body) VALUES (new.id, new.title, new.body); END",
)
POSTGRESQL = (
    "ALTER TABLE library_entry ADD COLUMN words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', regexp_replace(title, '[^[:alnum:]]+', ' ', 'g')), 'A') || setweight(to_tsvector('english', regexp_replace(body, '[^[:alnum:]]+', ' ', 'g')), 'D')) STORED",
    "CREATE INDEX ix_library_entry_words ON library_entry USING gin (words)",
)


def upgrade() -> None:
    op.create_table(
        "round_up_reader",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mailed_for", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_round_up_reader_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_up_reader")),
        sa.UniqueConstraint("person_id", name=op.f("uq_round_up_reader_person_id")),
    )

    op.create_table(
        "adoption",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_adoption_by_id_person")),
        sa.ForeignKeyConstraint(["origin_id"], ["project.id"], name=op.f("fk_adoption_origin_id_project")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_adoption_project_id_project")),
        sa.ForeignKeyConstraint(["root_id"], ["project.id"], name=op.f("fk_adoption_root_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
        sa.UniqueConstraint("project_id", name=op.f("uq_adoption_project_id")),
    )

    with op.batch_alter_table("adoption", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adoption_origin_id"), ["origin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adoption_root_id"), ["root_id"], unique=False)

    op.create_table(
        "library_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ref_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("outcome_since", sa.Date(), nullable=True),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["quality_plan.id"], name=op.f("fk_library_entry_plan_id_quality_plan")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_library_entry_project_id_project")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_library_entry_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_entry")),
        sa.UniqueConstraint("kind", "ref_id", name=op.f("uq_library_entry_kind_ref_id")),
    )

    with op.batch_alter_table("library_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_library_entry_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_library_entry_project_id"), ["project_id"], unique=False)
        batch_op.create_index("ix_library_entry_root", ["noun", "root_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_library_entry_unit_id"), ["unit_id"], unique=False)

    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE library_words")

    with op.batch_alter_table("library_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_library_entry_unit_id"))
        batch_op.drop_index("ix_library_entry_root")
        batch_op.drop_index(batch_op.f("ix_library_entry_project_id"))
        batch_op.drop_index(batch_op.f("ix_library_entry_plan_id"))

    op.drop_table("library_entry")

    with op.batch_alter_table("adoption", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adoption_root_id"))
        batch_op.drop_index(batch_op.f("ix_adoption_origin_id"))

    op.drop_table("adoption")

    op.drop_table("round_up_reader")
