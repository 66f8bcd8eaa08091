"""Keep freed array memory in the process.

The model makes many arrays of a megabyte or so. By default the C library hands such blocks back to the system when they
are freed and page-faults them in again a moment later, which halves throughput. glibc raises its threshold for doing so
when a larger block is freed once (mallopt(3), M_MMAP_THRESHOLD); other C libraries are not affected by the call.
"""

import numpy as np

_BLOCK = 31 * 2**20  # just below glibc's upper limit of 32 MiB for the dynamic threshold


def keep_freed_memory() -> None:
    """Allocate and free one block of the largest size that raises the threshold."""
    np.empty(_BLOCK, np.uint8)
