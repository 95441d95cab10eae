"""Array types, named once."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Integers = NDArray[np.signedinteger]
Dates = NDArray[np.datetime64]
