"""Array types, named once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Integers = NDArray[np.signedinteger]
Dates = NDArray[np.datetime64]


def spread_over(array: NDArray[Any], shape: tuple[int, int]) -> NDArray[Any]:
    """The array broadcast to the shape; a single chart is made of many small arrays that mostly have it already."""
    return array if array.shape == shape else np.broadcast_to(array, shape)
