"""Who is trained in improvement."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "training_programme",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("refresher_months", sa.Integer(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_programme")),
        sa.UniqueConstraint("name", name=op.f("uq_training_programme_name")),
    )

    op.create_table(
        "coach_profile",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("availability", sa.String(length=40), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_coach_profile_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_coach_profile_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_profile")),
        sa.UniqueConstraint("person_id", name=op.f("uq_coach_profile_person_id")),
    )

    with op.batch_alter_table("coach_profile", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coach_profile_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "coverage_target",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("share > 0 AND share <= 1", name=op.f("ck_coverage_target_a_share")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_coverage_target_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_target")),
        sa.UniqueConstraint("unit_id", "tier", name=op.f("uq_coverage_target_unit_id_tier")),
    )

    op.create_table(
        "learner",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_learner_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner")),
        sa.UniqueConstraint("email", name=op.f("uq_learner_email")),
        sa.UniqueConstraint("person_id", name=op.f("uq_learner_person_id")),
    )

    op.create_table(
        "staff_count",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("staff >= 1", name=op.f("ck_staff_count_somebody")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_staff_count_by_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_staff_count_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_count")),
        sa.UniqueConstraint("unit_id", "counted_on", name=op.f("uq_staff_count_unit_id_counted_on")),
    )

    with op.batch_alter_table("staff_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_count_counted_on"), ["counted_on"], unique=False)

    op.create_table(
        "training_columns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_training_columns_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_columns")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_training_columns_fingerprint")),
    )

    op.create_table(
        "training_import",
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("pasted", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_training_import_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_import")),
    )

    with op.batch_alter_table("training_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_import_sha256"), ["sha256"], unique=False)

    op.create_table(
        "coach_skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["coach_profile.id"], name=op.f("fk_coach_skill_profile_id_coach_profile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_skill")),
        sa.UniqueConstraint("profile_id", "skill", name=op.f("uq_coach_skill_profile_id_skill")),
    )

    op.create_table(
        "learner_placement",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=op.f("fk_learner_placement_learner_id_learner")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_learner_placement_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner_placement")),
    )

    with op.batch_alter_table("learner_placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learner_placement_learner_id"), ["learner_id"], unique=False)
        batch_op.create_index("ix_learner_placement_unit_id_until", ["unit_id", "until"], unique=False)

    op.create_table(
        "training",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("refresh_by", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_training_by_id_person")),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name=op.f("fk_training_learner_id_learner")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["training_programme.id"], name=op.f("fk_training_programme_id_training_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
        sa.UniqueConstraint(
            "learner_id", "programme_id", "completed_on", name=op.f("uq_training_learner_id_programme_id_completed_on")
        ),
    )

    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.create_index("ix_training_programme_id_refresh_by", ["programme_id", "refresh_by"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.drop_index("ix_training_programme_id_refresh_by")

    op.drop_table("training")

    with op.batch_alter_table("learner_placement", schema=None) as batch_op:
        batch_op.drop_index("ix_learner_placement_unit_id_until")
        batch_op.drop_index(batch_op.f("ix_learner_placement_learner_id"))

    op.drop_table("learner_placement")

    op.drop_table("coach_skill")

    with op.batch_alter_table("training_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_import_sha256"))

    op.drop_table("training_import")

    op.drop_table("training_columns")

    with op.batch_alter_table("staff_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_count_counted_on"))

    op.drop_table("staff_count")

    op.drop_table("learner")

    op.drop_table("coverage_target")

    with op.batch_alter_table("coach_profile", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coach_profile_unit_id"))

    op.drop_table("coach_profile")

    op.drop_table("training_programme")
