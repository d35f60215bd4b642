"""Shipped data, reading within limits, and writing whole files.

Knows nothing of what the files mean. Limits are here so that one message names them and one way raises them.
"""

from __future__ import annotations

import errno
import os
import stat

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Protocol, TypeAlias

    class Taking(Protocol):
        """What takes bytes one after the other: a file that is open for writing."""

        def write(self, data: bytes, /) -> int:
            """Take all of these bytes."""

    Data: TypeAlias = bytes | Callable[[Taking], None]
    """What a file is to hold: its bytes, or what writes them, some at a time."""

    class Unreadable(Protocol):
        """What takes the news of a file that cannot be read: `checker.diagnostics.Faults`."""

        def unreadable(self, code: str, file: str, message: str, help: str = "") -> None:  # noqa: A002
            """Note an error of a file as a whole."""


# Each limit may be raised by an environment variable: CHECKER_LIMIT_YAML_BYTES=20000000 and so on.
LIMITS = {
    "YAML_BYTES": 5_000_000,  # a plan, a pattern, a translation
    "YAML_DEPTH": 50,  # lists and maps inside each other
    "RESULTS_BYTES": 500_000_000,  # a file of results, or a report, that is compared or verified
    "LOG_BYTES": 500_000_000,  # one CSV, YAML or JSON Lines file of a log
    "XLSX_BYTES": 50_000_000,  # a workbook as it is on the disk
    "XLSX_UNPACKED_BYTES": 200_000_000,  # all its parts together, unpacked
    "ROWS": 2_000_000,  # filled rows of one sheet or file
    "BULK_BYTES": 100_000_000_000,  # one CSV or Parquet file of a log that is read as columns
    "BULK_ROWS": 1_000_000_000,  # filled rows of one such file
    "COLUMNS": 500,  # columns of one sheet or file
    "CELL_CHARACTERS": 100_000,  # one cell or text of a log
}
TEMPORARY = (".checker-", ".part")  # how the name of a file begins and ends that is not whole yet
CHUNK = 1 << 20


class OutputFault(Exception):
    """Something cannot be written. The message is one sentence that says what and why."""


class NotInstalled(OutputFault):
    """A form cannot be written here, because something that it needs is not installed."""


def limit(name: str) -> int:
    """Give the limit in force: that of the environment, if it is a whole number, else the usual one."""
    raised = os.environ.get(f"CHECKER_LIMIT_{name}", "")
    return int(raised) if raised.isascii() and raised.isdigit() and len(raised) < 19 else LIMITS[name]  # noqa: PLR2004


def how_to_raise(name: str) -> str:
    """Give a help text that says how a limit is raised."""
    return f"to allow more, set the environment variable CHECKER_LIMIT_{name} to a larger whole number"


def modules(folders: Iterable[str]) -> tuple[str, ...]:
    """Name the modules of a package, sorted: listing its folder is all that a new one needs.

    What begins with an underscore is a part of others, and a package in it has a list of its own.
    """
    listed = (name.partition(".") for folder in folders for name in os.listdir(folder))
    return tuple(sorted({name for name, _, suffix in listed if suffix in {"py", "pyc"} and name[0] != "_"}))


def shipped(name: str) -> Path:
    """Where data that comes with the program is: `rules`, `reports` or `obligations.yaml`."""
    from pathlib import Path  # noqa: PLC0415 - 5 ms that an ordinary run need not wait for

    return Path(shipped_at(name))


def shipped_at(name: str) -> str:
    """Give the path of shipped data, as `shipped` does.

    A wheel has them inside the package, a checkout and an editable install beside it. Asks the package, never
    the search path: an editable install leaves copies there that are out of date.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, *(["examples"] if name == "obligations.yaml" else []), name)
    return inside if os.path.exists(inside) else os.path.join(os.path.dirname(package), name)


def read_bytes(path: str, faults: Unreadable, limit_name: str) -> bytes | None:
    """All bytes of a file; None, with the reason in `faults`, if it cannot be had or is over the limit."""
    most = limit(limit_name)
    try:
        # A pipe has no size beforehand, so what counts is what was really read.
        with open(path, "rb", buffering=0) as file:
            chunks, size = [], 0
            while size <= most and (chunk := file.read(CHUNK)):
                chunks.append(chunk)
                size += len(chunk)
    except (OSError, ValueError) as error:  # ValueError: a name with NUL in it
        faults.unreadable(*why_unreadable(path, error))
        return None
    return b"".join(chunks) if within(size, path, faults, limit_name) else None


def within(size: int, path: str, faults: Unreadable, limit_name: str) -> bool:
    """Tell whether a file of that many bytes may be read; if not, it is put into `faults`."""
    most = limit(limit_name)
    if size > most:
        told = f"this file is larger than {most:,} bytes, the most that is read"
        faults.unreadable("file/too-large", path, told, how_to_raise(limit_name))
    return size <= most


def shown_lines(path: str) -> list[str]:
    """Give the lines of a text file as messages show them, whatever its bytes; raises `OSError`."""
    if not os.path.isfile(path):  # a pipe has been read already: waiting for more would be for ever
        raise OSError(errno.EINVAL, "this is no file that can be read twice", path)
    with open(path, "rb") as file:
        text = file.read().decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def check_writable(path: str) -> None:
    """Raise `OutputFault` if it can be known beforehand that the file cannot be written. Changes nothing."""
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    if os.path.isdir(target):
        raise OutputFault(f"cannot write {path}: it is a folder")
    if not os.path.isdir(folder):
        raise OutputFault(f"cannot write {path}: there is no folder {folder}")
    try:
        os.lstat(target)
    except FileNotFoundError:
        pass
    except OSError as error:  # a name too long, say
        raise OutputFault(f"cannot write {path}: {why(error)}") from error
    if not os.access(folder, os.W_OK | os.X_OK) or (
        os.path.exists(target) and not os.access(target, os.W_OK)
    ):
        raise OutputFault(f"cannot write {path}: you may not write there")


def check_folder(path: str) -> None:
    """Raise `OutputFault` if it can be known beforehand that the folder cannot be made. Changes nothing."""
    try:
        os.stat(path)
    except FileNotFoundError:
        above = _above(path)
        if not os.access(above, os.W_OK | os.X_OK):
            raise OutputFault(f"cannot make the folder {path}: you may not write there") from None
    except OSError as error:
        raise OutputFault(f"cannot make the folder {path}: {why(error)}") from error


def _above(path: str) -> str:
    """Give the nearest folder that is there, of those above a path, or itself."""
    above = os.path.abspath(path)
    while not os.path.isdir(above):
        above = os.path.dirname(above)
    return above


def make_folder(path: str) -> None:
    """Make a folder and those above it, if they are not there; raises `OutputFault`."""
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise OutputFault(f"cannot make the folder {path}: {_why_unwritten(_above(path), error)}") from error


def write_whole(path: str, data: Data) -> None:
    """Write a file so that it is either the old one or the new one, whole, whenever the power fails.

    Links are followed; devices and pipes are written directly. Raises `OutputFault`; the earlier file then
    stays.
    """
    check_writable(path)
    target = os.path.realpath(path)
    if os.path.exists(target) and not stat.S_ISREG(os.stat(target).st_mode):
        try:
            with open(target, "wb", buffering=0) as device:
                _put(device.fileno(), data)
        except OSError as error:
            raise OutputFault(f"cannot write {path}: {why(error)}") from error
        return
    write_together({path: data})


def write_together(pages: Mapping[str, Data]) -> None:
    """Write files so that each is whole, and all are of one run; at an `OutputFault` all earlier ones stay.

    Each is written beside its place and flushed, and all are moved over only then, one after the other while
    no other run moves its own there; what killed runs left is swept. Only between two of the moves could a
    fault leave files of two runs beside each other.
    """
    ready: list[tuple[str, str]] = []
    open_: list[int] = []
    path = ""
    try:
        for path, data in pages.items():
            check_writable(path)
            target = os.path.realpath(path)
            _sweep(os.path.dirname(target))
            temporary = os.path.join(os.path.dirname(target), os.urandom(8).hex().join(TEMPORARY))
            ready.append((temporary, target))  # before it is there: a stop may come at any moment
            descriptor = _create(temporary)
            open_.append(descriptor)
            if os.path.exists(target):
                os.chmod(temporary, stat.S_IMODE(os.stat(target).st_mode))
            _put(descriptor, data)
            os.fsync(descriptor)
        if os.name == "nt":  # an open file cannot be moved there
            while open_:
                os.close(open_.pop())
        _move(ready)
    except OSError as error:
        folder = os.path.dirname(os.path.realpath(path))
        raise OutputFault(f"cannot write {path}: {_why_unwritten(folder, error)}") from error
    finally:
        try:
            _clear(ready, open_)
        except KeyboardInterrupt:  # some libraries raise it, and Python does it once more
            _clear(ready, open_)
            raise


def _clear(ready: Iterable[tuple[str, str]], open_: list[int]) -> None:
    for temporary, _ in ready:
        _remove(temporary)
    while open_:
        os.close(open_.pop())


def _move(ready: Sequence[tuple[str, str]]) -> None:
    """Give files their names, while no other run gives others theirs in the same folders."""
    import signal  # noqa: PLC0415 - 1 ms that a run without a file need not wait for

    folders = sorted({os.path.dirname(target) for _, target in ready})
    held = [hold(folder) for folder in folders]
    # Who stops the run at the keyboard now waits these few milliseconds, and has files of one run.
    waits = hasattr(signal, "pthread_sigmask") and signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        for temporary, target in ready:
            os.replace(temporary, target)
    finally:
        for descriptor in held:
            release(descriptor)
        if waits is not False:
            signal.pthread_sigmask(signal.SIG_SETMASK, waits)
    for folder in folders:
        _flush_folder(folder)


def hold(folder: str) -> int:
    """Wait until no other run moves files in the folder, and hold it; -1 where folders cannot be held."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows

        descriptor = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return -1
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:
        return descriptor  # some file systems have no locks; each file is whole all the same
    return descriptor


def release(held: int) -> None:
    """Let other runs move files in a folder again that was held."""
    if held >= 0:
        os.close(held)


def _put(descriptor: int, data: Data) -> None:
    if isinstance(data, bytes):
        _write_all(descriptor, data)
    else:
        with open(descriptor, "wb", closefd=False) as file:
            data(file)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _create(name: str) -> int:
    """Make a new file, locked, so that the sweep of another run leaves it alone."""
    while True:
        descriptor = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
        try:
            # A sweep between the two calls may have taken it for a stray: then it has no name any more.
            if _locked(descriptor) is not False and os.fstat(descriptor).st_nlink > 0:
                return descriptor
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _locked(descriptor: int) -> bool | None:
    """Tell whether this process now holds the file; None where there are no locks."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows, where files in use cannot be removed anyhow
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in (errno.EWOULDBLOCK, errno.EACCES) else None
    return True


def _sweep(folder: str) -> None:
    """Remove what killed runs left in the folder: files that nobody holds. Is never a failure of its own."""
    for name in strays(folder):
        try:
            descriptor = os.open(name, os.O_RDWR)
        except OSError:
            continue
        try:
            stray = _locked(descriptor)
            if stray:  # while the lock is held
                _remove(name)
        finally:
            os.close(descriptor)
        if stray is None and os.name == "nt":
            _remove(name)


def strays(folder: str) -> Iterator[str]:
    """Give the paths of files that are not whole yet, or never will be."""
    begins, ends = TEMPORARY
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(begins) and entry.name.endswith(ends):
                yield entry.path


def _remove(name: str) -> None:
    try:
        os.unlink(name)
    except OSError:
        return  # gone already, or not ours to remove: the next run sweeps again


def _flush_folder(folder: str) -> None:
    """Make the new name last through a power failure, where folders can be flushed."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return  # the file itself is flushed; some file systems refuse this for folders
    finally:
        os.close(descriptor)


def why(error: OSError) -> str:
    """Say in words why an operation failed."""
    words = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "your share of the disk is used up",
        errno.EACCES: "you may not write there",
        errno.EPERM: "you may not write there",
        errno.EROFS: "the disk can only be read",
        errno.ENOENT: "its folder is not there",
        errno.ENOTDIR: "part of its path is a file, not a folder",
        errno.EISDIR: "it is a folder",
        errno.EEXIST: "a file of that name is in the way",
        errno.ENAMETOOLONG: "its name is too long",
        errno.EPIPE: "nobody reads it any more",
        errno.EIO: "the disk reports a fault",
        errno.EFBIG: "it would be larger than a file may be here",
    }
    return words.get(error.errno or 0) or (error.strerror or "the system gives no reason").lower()


def _why_unwritten(folder: str, error: OSError) -> str:
    """Say why nothing could be made in a folder: some, such as that of processes, take nothing."""
    if error.errno == errno.ENOENT and os.path.isdir(folder):
        return "nothing can be written there"
    return why(error)


def why_unreadable(path: str, error: Exception) -> tuple[str, str, str, str]:
    """Code, file, message and help for a file that cannot be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        if os.path.islink(path):
            told = f"{path} is a link to {os.readlink(path)}, which is not there"
            return "file/not-found", path, told, "name the file itself"
        near = _nearest_name(path)
        mend = f"did you mean {near}?" if near else "look at the name and the folder, or give the whole path"
        return "file/not-found", path, f"there is no file {path}", mend
    if isinstance(error, IsADirectoryError):
        return "file/is-a-folder", path, f"{path} is a folder, not a file", "name the file in it"
    if isinstance(error, PermissionError):
        return "file/not-readable", path, f"you may not read {path}", "ask its owner for the right to read it"
    reason = why(error) if isinstance(error, OSError) else "its name cannot be the name of a file"
    return "file/not-readable", path, f"{path} cannot be read: {reason}", "try a copy in another folder"


def _nearest_name(path: str) -> str:
    """Give the file in the same folder whose name is most like that of `path`, if any is."""
    import difflib  # noqa: PLC0415 - only after a fault

    folder, name = os.path.split(path)
    try:
        names = sorted(os.listdir(folder or "."))
    except (OSError, ValueError):
        return ""
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.75)
    return os.path.join(folder, near[0]) if near else ""
