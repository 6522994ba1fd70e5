"""Work of the project, killed again and again in the middle.

    python -m tests.killing --times 50 --within 0.4 --seed 1 -- mail
    python -m tests.killing -- segments.tasks:log 1 1 en

Django is loaded once; each run is a process of its own, forked from it, and killed (SIGKILL, nothing is cleaned up) at
a random moment within so many seconds of its start. After `--` comes a command of manage.py, or a function or task of
the worker, with its arguments; the database, the mail server and the rest come from the environment. Prints, as JSON,
how many runs were killed and how many ended by themselves before that.
"""

import json
import os
import random
import signal
import sys
from argparse import ArgumentParser
from importlib import import_module
from time import monotonic, sleep

import django
from django.core.management import call_command
from django.db import connections

PEEK = 0.002


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--within", type=float, default=0.4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    moments = random.Random(asked.seed)
    ends = [run(asked.command, for_seconds=moments.uniform(0, asked.within)) for _time in range(asked.times)]
    print(json.dumps({"killed": ends.count("killed"), "ended": ends.count("ended")}))


def run(command: list[str], *, for_seconds: float) -> str:
    """Start the command in a process of its own, and kill it unless it ends before."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _work(command)
    until = monotonic() + for_seconds
    while monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            return "ended"
        sleep(PEEK)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else "ended"


def _work(command: list[str]) -> None:
    """Never returns: what the parent would do at its end is not the child's to do."""
    code = 1
    try:
        _done(*command)
        code = 0
    except Exception as error:
        sys.stderr.write(f"{command}: {error!r}\n")
    finally:
        sys.stderr.flush()
        os._exit(code)


def _done(name: str, *arguments: str) -> None:
    module, colon, function = name.partition(":")
    if colon:
        known = getattr(import_module(module), function)
        getattr(known, "func", known)(*(int(each) if each.isdecimal() else each for each in arguments))
    else:
        call_command(name, *arguments, stdout=open(os.devnull, "w"))  # noqa: SIM115


if __name__ == "__main__":
    main()
