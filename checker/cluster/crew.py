"""Who does the work: the workers of a Dask cluster that is there, or of one that is started here."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from queue import Empty, Queue
from typing import TYPE_CHECKING, NamedTuple

from checker.cluster.quiet import hush
from checker.cluster.worker import ADDRESS
from checker.files import OutputFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from distributed import Client, Future


LOCAL = "local:"
AHEAD = 4  # tasks that are given out for each thread, so that none waits for the next
TICK = 1.0  # seconds between two looks at the workers
PATIENCE = 60.0  # seconds for which no worker may be there
AGAIN = 3  # times that each worker of this machine is started anew
ONE_THREAD = dict.fromkeys(
    ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)


class NoWorkers(OutputFault):
    """There is nobody to do the work, or nobody is left."""


class Task(NamedTuple):
    """What a worker does, and what it is told for it."""

    does: Callable[..., object]
    asked: tuple[object, ...]


class Crew:
    """Workers, by a client of their scheduler; `local` are those that were started here."""

    def __init__(self, client: Client, local: Local | None = None) -> None:
        self._client, self._local = client, local
        self._looked = self._seen = time.monotonic()

    def do(self, tasks: Sequence[Task], told: Callable[[int], None]) -> list[object]:
        """Do tasks, and give what came of each in their order, however it arrived.

        `told` hears how many are done. Raises what a task raises, and `NoWorkers`.
        """
        found: dict[int, object] = {}
        waiting: dict[Future, int] = {}
        done: Queue[Future] = Queue()
        at = 0
        try:
            while len(found) < len(tasks):
                while at < len(tasks) and len(waiting) < self._many():
                    future = self._client.submit(tasks[at].does, *tasks[at].asked, pure=False)
                    waiting[future] = at
                    future.add_done_callback(done.put)
                    at += 1
                future = self._next(done)
                number = waiting.pop(future)
                found[number] = self._result(future)
                told(len(found))
        finally:
            self._client.cancel(list(waiting))
        return [found[number] for number in range(len(tasks))]

    def _result(self, future: Future) -> object:
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - it is an extra

        try:
            return future.result()
        except KilledWorker:
            raise NoWorkers("every worker that tried one of the parts died of it") from None

    def _next(self, done: Queue[Future]) -> Future:
        """Wait until one is done; see meanwhile that somebody works."""
        while True:
            self._look()
            try:
                return done.get(timeout=TICK)
            except Empty:
                continue

    def _look(self) -> None:
        """See now and then that workers are there. Raises `NoWorkers` if none has been for long."""
        now = time.monotonic()
        if now - self._looked < TICK:
            return
        self._looked = now
        if self._local is not None:
            self._local.look_after()
        if self._threads():
            self._seen = now
        elif now - self._seen > PATIENCE:
            raise NoWorkers(f"no worker has been there for {PATIENCE:.0f} seconds")

    def _threads(self) -> int:
        return sum(self._client.nthreads().values())

    def _many(self) -> int:
        return AHEAD * max(self._threads(), 1)


class Local:
    """Workers on this machine, each a process with one thread."""

    def __init__(self, folder: str) -> None:
        self._folder, self._left = folder, 0
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, number: int) -> None:
        """Start so many; they wait for the address of a scheduler."""
        self._left = AGAIN * number
        for _ in range(number):
            self._processes.append(self._started())

    def _started(self) -> subprocess.Popen[bytes]:
        # In a session of its own: who stops the run at the keyboard stops the client, which ends the workers.
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "checker.cluster.worker", self._folder],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, **ONE_THREAD},
        )

    def meet(self, address: str) -> None:
        """Tell them where the scheduler is."""
        path = os.path.join(self._folder, ADDRESS)
        with open(f"{path}.part", "x", encoding="ascii") as file:
            file.write(address)
        os.replace(f"{path}.part", path)

    def look_after(self) -> None:
        """Start those anew that died."""
        for place, process in enumerate(self._processes):
            if process.poll() is not None:
                if not self._left:
                    raise NoWorkers("the workers die again and again: is there enough memory?")
                self._left -= 1
                self._processes[place] = self._started()

    def end(self) -> None:
        """End them, whatever they do."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()


def local_number(cluster: str) -> int | None:
    """Give how many workers `local:N` asks for; None if it is no such text. Raises `ValueError`."""
    return int(cluster.removeprefix(LOCAL)) if cluster.startswith(LOCAL) else None


@contextmanager
def crew(cluster: str, folder: str) -> Iterator[Crew]:
    """Bring workers together: those at an address, or as many as `local:N` says. Raises `NoWorkers`."""
    number = local_number(cluster)
    if number is not None:
        with _local(number, folder) as found:
            yield found
        return
    hush()
    from distributed import Client  # noqa: PLC0415 - it is an extra

    try:
        client = Client(cluster, timeout=PATIENCE / 4, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise NoWorkers(f"no Dask scheduler answers at {cluster}") from None
    with client:
        yield Crew(client)


@contextmanager
def _local(number: int, folder: str) -> Iterator[Crew]:
    workers = Local(folder)
    try:
        workers.start(number)
        hush()
        from distributed import Client, Scheduler, SpecCluster  # noqa: PLC0415 - it is an extra

        free = {"host": "127.0.0.1", "port": 0, "dashboard": False, "dashboard_address": "127.0.0.1:0"}
        with (
            SpecCluster(scheduler={"cls": Scheduler, "options": free}, silence_logs=False) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
            workers.meet(cluster.scheduler_address)
            try:
                yield Crew(client, workers)
            finally:
                workers.end()
    finally:
        workers.end()
