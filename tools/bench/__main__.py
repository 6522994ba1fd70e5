"""python -m tools.bench [small|full]: on the empty database that DATABASE_URL names. `./dev bench` gives it one."""

import gc
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from time import perf_counter

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - the apps first
from django.test import Client  # noqa: E402

from contacts.models import Contact  # noqa: E402
from core.models import User  # noqa: E402
from tools.bench import cards, clicking, criteria, data, operations, report, together  # noqa: E402
from tools.bench.measure import Result, measure, with_growth  # noqa: E402
from tools.bench.serving import Crowd, marketer, served  # noqa: E402

BEFORE = {"small": ["small"], "full": ["small", "full"]}
SECONDS = {"small": 0.4, "full": 3.0}


def main(arguments: list[str]) -> int | str:
    wanted = (arguments or ["small"])[0]
    if wanted not in BEFORE:
        return "The sizes are small and full."
    call_command("migrate", verbosity=0)
    if Contact.objects.exists():
        return "The bench fills and empties a database of its own; this one has contacts."
    print(f"\n{report.database()}, {wanted}", flush=True)
    client, results = marketer(), list[report.Row]()
    for name in BEFORE[wanted]:
        before, results = results, []
        size = data.SIZES[name]
        found = (with_growth(result, before) for result in measured(size, client, seconds=SECONDS[wanted]))
        told = clicking.story(str(size)) if name == "full" else []
        for line in report.table(kept_in(results, chain(found, told))):
            print(line, flush=True)
    if wanted == "full":
        report.write(results)
    missed = sum(bool(result.missed) for result in results)
    return f"{missed} of {len(results)} goals were missed." if missed else 0


def kept_in(results: list[report.Row], found: Iterable[report.Row]) -> Iterator[report.Row]:
    for result in found:
        results.append(result)
        yield result


def measured(size: data.Size, client: Client, *, seconds: float) -> Iterator[Result]:
    started = perf_counter()
    data.clear()
    data.load(size)
    gc.collect()
    gc.freeze()  # as the served app does
    print(f"{size} loaded in {perf_counter() - started:.0f} s", flush=True)
    person = User.objects.get(username="marketer")
    calls = [operations.of_prices(size), operations.of_documents(size, person), operations.of_targets(size, person)]
    calls += [operations.of_tasks(size, person), operations.of_logging(size, person)]
    calls += [criteria.of_criteria(size, person)]
    for operation in chain.from_iterable(calls):
        yield measure(operation, str(size), seconds=seconds)
    with together.other_process() as writer:
        for operation in together.of_writing(size, writer):
            yield measure(operation, str(size), seconds=seconds)
    data.sweep()
    with served(client) as (site,):
        pages = [operations.of_pages(size, client, site), cards.of_cards(client, site), cards.of_role_centres(site)]
        for operation in chain.from_iterable(pages):
            yield measure(operation, str(size), seconds=seconds)
    with served(client, workers=2, connections=8) as sites:
        for operation in operations.of_crowds(client, Crowd(sites)):
            yield measure(operation, str(size), seconds=seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
