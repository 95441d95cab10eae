"""Projects: methods, approval, work, files, conversation, evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "benefit",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=160), nullable=False),
        sa.Column("amount", sa.Double(), nullable=False),
        sa.Column("per", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("assumptions", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("checked_by", sa.String(length=160), nullable=False),
        sa.Column("checked_note", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_benefit_by_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_benefit_project_id_project")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_benefit_recorded_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit")),
    )

    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_benefit_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_benefit_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_benefit_state"), ["state"], unique=False)

    op.create_table(
        "comment",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("reply_to_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_comment_by_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_comment_project_id_project")),
        sa.ForeignKeyConstraint(["reply_to_id"], ["comment.id"], name=op.f("fk_comment_reply_to_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_reply_to_id"), ["reply_to_id"], unique=False)

    op.create_table(
        "control_watch",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("improved", sa.Boolean(), nullable=False),
        sa.Column("over_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_control_watch_by_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_control_watch_project_id_project")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_control_watch_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_control_watch")),
    )

    with op.batch_alter_table("control_watch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_control_watch_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_control_watch_series_id"), ["series_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_control_watch_state"), ["state"], unique=False)

    op.create_table(
        "follow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("following", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_follow_person_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_follow_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow")),
        sa.UniqueConstraint("project_id", "person_id", name=op.f("uq_follow_project_id_person_id")),
    )

    with op.batch_alter_table("follow", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_person_id"), ["person_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_milestone_by_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_milestone_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )

    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_project_id"), ["project_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("tab", sa.String(length=20), nullable=False),
        sa.Column("anchor", sa.String(length=40), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_notice_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_notice_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_person_id_read_at", ["person_id", "read_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_approval_step",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_project_approval_step_by_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_approval_step_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_approval_step")),
    )

    with op.batch_alter_table("project_approval_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_approval_step_project_id"), ["project_id"], unique=False)

    op.create_table(
        "risk",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("likelihood", sa.Integer(), nullable=False),
        sa.Column("effect", sa.Integer(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("effect BETWEEN 1 AND 5", name=op.f("ck_risk_effect")),
        sa.CheckConstraint("likelihood BETWEEN 1 AND 5", name=op.f("ck_risk_likelihood")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_risk_by_id_person")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_risk_owner_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_risk_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk")),
    )

    with op.batch_alter_table("risk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_risk_project_id"), ["project_id"], unique=False)

    op.create_table(
        "task",
        sa.Column("project_id", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_task_by_id_person")),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name=op.f("fk_task_done_by_id_person")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_task_owner_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_task_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_owner_id_done_on", ["owner_id", "done_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_project_id"), ["project_id"], unique=False)

    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_mention_comment_id_comment")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mention_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sa.UniqueConstraint("comment_id", "person_id", name=op.f("uq_mention_comment_id_person_id")),
    )

    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mention_person_id"), ["person_id"], unique=False)

    op.create_table(
        "project_file",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("log_entry_id", sa.Integer(), nullable=True),
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
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_project_file_by_id_person")),
        sa.ForeignKeyConstraint(["log_entry_id"], ["log_entry.id"], name=op.f("fk_project_file_log_entry_id_log_entry")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_file_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_file")),
    )

    with op.batch_alter_table("project_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_file_log_entry_id"), ["log_entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_file_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_finding",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("change_on", sa.Date(), nullable=False),
        sa.Column("judgement", sa.String(length=40), nullable=True),
        sa.Column("meaning", sa.String(length=40), nullable=True),
        sa.Column("sustained", sa.Integer(), nullable=False),
        sa.Column("differs", sa.Boolean(), nullable=False),
        sa.Column("meets_target", sa.Boolean(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["project_measure.id"], name=op.f("fk_project_finding_link_id_project_measure"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("link_id", name=op.f("pk_project_finding")),
    )

    with op.batch_alter_table("pdsa_cycle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("idea", sa.String(length=160), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("predicted_low", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("predicted_high", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("data_plan", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("surprises", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("foretold", sa.String(length=40), nullable=True))
        batch_op.create_index(batch_op.f("ix_pdsa_cycle_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pdsa_cycle_series_id"), ["series_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_pdsa_cycle_series_id_series"), "series", ["series_id"], ["id"])

    # The default was for the rows that were there; new ones are given theirs by the program.
    with op.batch_alter_table("pdsa_cycle", schema=None) as batch_op:
        batch_op.alter_column("idea", server_default=None)
        batch_op.alter_column("data_plan", server_default=None)
        batch_op.alter_column("surprises", server_default=None)

    # One predicted number becomes a range from it to itself.
    op.execute("UPDATE pdsa_cycle SET predicted_low = predicted_value, predicted_high = predicted_value")
    with op.batch_alter_table("pdsa_cycle", schema=None) as batch_op:
        batch_op.drop_column("predicted_value")

    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.add_column(sa.Column("method", sa.String(length=40), nullable=False, server_default="model-for-improvement"))
        batch_op.add_column(sa.Column("team_only", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("approval", sa.String(length=40), nullable=False, server_default="not-asked"))
        batch_op.add_column(sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("scope_out", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("resources", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("partner", sa.String(length=160), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_project_approval"), ["approval"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_archived_at"), ["archived_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_project_sponsor_id"), ["sponsor_id"], unique=False)

    # The default was for the rows that were there; new ones are given theirs by the program.
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.alter_column("method", server_default=None)
        batch_op.alter_column("team_only", server_default=None)
        batch_op.alter_column("approval", server_default=None)
        batch_op.alter_column("scope_out", server_default=None)
        batch_op.alter_column("resources", server_default=None)
        batch_op.alter_column("partner", server_default=None)


def downgrade() -> None:
    # The first version knows neither pauses nor abandoned projects.
    op.execute("UPDATE project SET stage = 'stopped' WHERE stage IN ('paused', 'abandoned')")
    op.execute("UPDATE stage_step SET stage = 'stopped' WHERE stage IN ('paused', 'abandoned')")

    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_sponsor_id"))
        batch_op.drop_index(batch_op.f("ix_project_archived_at"))
        batch_op.drop_index(batch_op.f("ix_project_approval"))
        batch_op.drop_column("partner")
        batch_op.drop_column("resources")
        batch_op.drop_column("scope_out")
        batch_op.drop_column("archived_at")
        batch_op.drop_column("approval")
        batch_op.drop_column("team_only")
        batch_op.drop_column("method")

    with op.batch_alter_table("pdsa_cycle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("predicted_value", sa.Double(), nullable=True))
    op.execute("UPDATE pdsa_cycle SET predicted_value = predicted_high WHERE predicted_low = predicted_high")

    with op.batch_alter_table("pdsa_cycle", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_pdsa_cycle_series_id_series"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_pdsa_cycle_series_id"))
        batch_op.drop_index(batch_op.f("ix_pdsa_cycle_follows_id"))
        batch_op.drop_column("foretold")
        batch_op.drop_column("surprises")
        batch_op.drop_column("data_plan")
        batch_op.drop_column("predicted_high")
        batch_op.drop_column("predicted_low")
        batch_op.drop_column("series_id")
        batch_op.drop_column("idea")

    op.drop_table("project_finding")

    with op.batch_alter_table("project_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_file_project_id"))
        batch_op.drop_index(batch_op.f("ix_project_file_log_entry_id"))

    op.drop_table("project_file")

    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mention_person_id"))

    op.drop_table("mention")

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_project_id"))
        batch_op.drop_index("ix_task_owner_id_done_on")

    op.drop_table("task")

    with op.batch_alter_table("risk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_risk_project_id"))
        batch_op.drop_index(batch_op.f("ix_risk_owner_id"))

    op.drop_table("risk")

    with op.batch_alter_table("project_approval_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_approval_step_project_id"))

    op.drop_table("project_approval_step")

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_project_id"))
        batch_op.drop_index("ix_notice_person_id_read_at")

    op.drop_table("notice")

    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_project_id"))

    op.drop_table("milestone")

    with op.batch_alter_table("follow", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_person_id"))

    op.drop_table("follow")

    with op.batch_alter_table("control_watch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_control_watch_state"))
        batch_op.drop_index(batch_op.f("ix_control_watch_series_id"))
        batch_op.drop_index(batch_op.f("ix_control_watch_project_id"))

    op.drop_table("control_watch")

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_reply_to_id"))
        batch_op.drop_index(batch_op.f("ix_comment_project_id"))

    op.drop_table("comment")

    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benefit_state"))
        batch_op.drop_index(batch_op.f("ix_benefit_project_id"))
        batch_op.drop_index(batch_op.f("ix_benefit_kind"))

    op.drop_table("benefit")
