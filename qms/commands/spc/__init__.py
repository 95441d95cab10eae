"""`qms spc FILE`: control charts of a file, without a database.

A file becomes batches of whole series (`quick` for a clean CSV of any size, `careful` for everything else and for naming
what is wrong), a batch becomes charts (`charting`), and charts become text or pictures.
"""

from qms.commands.spc.command import spc

__all__ = ["spc"]
