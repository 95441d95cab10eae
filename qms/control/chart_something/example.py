"""Made-up data to try "Chart something" with: a ward that began bedside handover in its second year."""

EXAMPLE = """Month\tComplaints\tDischarges
Apr 2025\t9\t212
May 2025\t11\t224
Jun 2025\t8\t207
Jul 2025\t12\t231
Aug 2025\t10\t219
Sep 2025\t9\t203
Oct 2025\t11\t226
Nov 2025\t12\t217
Dec 2025\t8\t198
Jan 2026\t13\t235
Feb 2026\t10\t206
Mar 2026\t11\t222
Apr 2026\t6\t214
May 2026\t5\t229
Jun 2026\t6\t211
Jul 2026\t4\t208
Aug 2026\t6\t225
Sep 2026\t5\t216
Oct 2026\t4\t220
"""
NAME = "Complaints per 100 discharges (made-up data)"
