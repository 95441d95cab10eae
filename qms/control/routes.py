"""Every view module of the room, imported so that its routes are on the Blueprint."""

from qms.control.blueprint import blueprint
from qms.control.chart_something import views as chart_something_views
from qms.control.charts import baseline_views as chart_baseline_views
from qms.control.charts import change_views as chart_change_views
from qms.control.charts import decision_views as chart_decision_views
from qms.control.charts import slice_views as chart_slice_views
from qms.control.charts import suggestion_views as chart_suggestion_views
from qms.control.charts import views as chart_views
from qms.control.cusums import case_views as cusum_case_views
from qms.control.cusums import edit_views as cusum_edit_views
from qms.control.cusums import signal_views as cusum_signal_views
from qms.control.cusums import upload_views as cusum_upload_views
from qms.control.cusums import views as cusum_views
from qms.control.funnels import views as funnel_views
from qms.control.measurements.entry import views as entry_views
from qms.control.measurements.history import views as measurement_history_views
from qms.control.measurements.quality import views as data_quality_views
from qms.control.measurements.uploads import step_views as upload_step_views
from qms.control.measurements.uploads import views as upload_views
from qms.control.signals import react_views as signal_react_views
from qms.control.signals import views as signal_views
from qms.control.summary import views as summary_views
from qms.control.wards import views as ward_views

__all__ = [
    "blueprint",
    "chart_baseline_views",
    "chart_change_views",
    "chart_decision_views",
    "chart_slice_views",
    "chart_something_views",
    "chart_suggestion_views",
    "chart_views",
    "cusum_case_views",
    "cusum_edit_views",
    "cusum_signal_views",
    "cusum_upload_views",
    "cusum_views",
    "data_quality_views",
    "entry_views",
    "funnel_views",
    "measurement_history_views",
    "signal_react_views",
    "signal_views",
    "summary_views",
    "upload_step_views",
    "upload_views",
    "ward_views",
]
