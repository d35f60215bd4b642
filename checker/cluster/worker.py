"""A worker of a cluster on this machine: `python -m checker.cluster.worker FOLDER`.

It waits until the address of the scheduler is in the file `scheduler` of the folder, works for it, and ends
when the scheduler does.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time

ADDRESS = "scheduler"
"""The file with the address."""
PATIENCE = 60  # seconds


def main(folder: str) -> None:
    """Work until the scheduler has gone."""
    from checker.cluster.quiet import hush  # noqa: PLC0415 - before the library is imported

    hush()
    from checker.cluster import part  # noqa: F401, PLC0415 - so that work begins at once

    path = os.path.join(folder, ADDRESS)
    until = time.monotonic() + PATIENCE
    while not os.path.exists(path):
        if time.monotonic() > until or not os.path.isdir(folder):
            return
        time.sleep(0.005)
    with open(path, encoding="ascii") as file:
        address = file.read()
    asyncio.run(_work(address, folder))


async def _work(address: str, folder: str) -> None:
    from distributed import Worker  # noqa: PLC0415 - while the scheduler starts

    worker = Worker(
        address,
        nthreads=1,
        host="127.0.0.1",
        dashboard=False,
        death_timeout=PATIENCE,
        memory_limit=0,
        local_directory=folder,
    )
    async with worker:
        await worker.finished()


if __name__ == "__main__":
    main(sys.argv[1])
