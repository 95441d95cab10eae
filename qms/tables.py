"""Every module with tables, imported so that the metadata is whole whoever asks first: the app, a migration or a test."""

import qms.control.charts.models
import qms.control.cusums.models
import qms.control.measurements.models
import qms.golden_thread.metrics.models
import qms.golden_thread.objectives.models
import qms.golden_thread.readings.models
import qms.improvement.approvals.models
import qms.improvement.benefits.models
import qms.improvement.capability.models
import qms.improvement.collaboratives.invitations.models
import qms.improvement.collaboratives.models
import qms.improvement.collaboratives.results.models
import qms.improvement.conversation.models
import qms.improvement.evidence.models
import qms.improvement.files.models
import qms.improvement.impact.editions.models
import qms.improvement.impact.models
import qms.improvement.learning.tables
import qms.improvement.pdsa.models
import qms.improvement.portfolio.contacts.models
import qms.improvement.portfolio.saved.models
import qms.improvement.projects.models
import qms.improvement.publishing.models
import qms.improvement.watches.models
import qms.improvement.work.models
import qms.kernel.audit
import qms.kernel.letters.models
import qms.kernel.settings
import qms.organisation.models
import qms.people.models
import qms.planning.drivers.models
import qms.planning.plans.models  # noqa: F401  importing is the point
