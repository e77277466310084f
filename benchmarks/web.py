"""How many searches the web application answers: requests per second and latency of `/zoek` under a bounded load.

    python -m benchmarks.web --passages 10000 --clients 8 --requests 2000

The load goes to a server of our own on 127.0.0.1, is limited in number and time, and stops by itself.
"""

from __future__ import annotations

import argparse
import http.client
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from benchmarks.report import percentile, table
from benchmarks.synthetic import fill_store, queries
from corpus.settings import read_settings
from indexer.rebuild import rebuild
from indexer.workspace import Workspace

_LONGEST = 120.0  # seconds; the load stops here whatever is left


@contextmanager
def server(data: str) -> Iterator[tuple[int, psutil.Process]]:
    """Run the web application over *data* in a process of its own; gives its port and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "indexer", "serve", "--data", data, "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    for _attempt in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the web application did not start")


def load(port: int, clients: int, requests: int) -> tuple[list[float], int, float]:
    """Send *requests* searches from *clients* threads; return latencies in ms, errors, and seconds taken."""
    texts = queries(seed=2, count=200)
    latencies: list[float] = []
    errors = 0
    stop = time.monotonic() + _LONGEST

    def client(number: int) -> None:
        nonlocal errors
        chooser = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for _request in range(requests // clients):
            if time.monotonic() > stop:
                return
            started = time.perf_counter()
            connection.request("GET", "/zoek?" + urllib.parse.urlencode({"q": chooser.choice(texts)}))
            response = connection.getresponse()
            response.read()
            latencies.append((time.perf_counter() - started) * 1000)
            errors += response.status != 200
        connection.close()

    started = time.perf_counter()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return latencies, errors, time.perf_counter() - started


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--requests", type=int, default=2_000)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as data:
        with Workspace.open(read_settings({"data": data}, {})) as workspace:
            fill_store(workspace.store, given.passages)
            rebuild(workspace.store, workspace.generations, "tantivy")
        with server(data) as (port, process):
            load(port, 1, 50)  # warm
            latencies, errors, seconds = load(port, given.clients, given.requests)
            memory = process.memory_info().rss / 1024**2
    row = [
        f"{given.passages:,}",
        str(given.clients),
        str(len(latencies)),
        str(errors),
        f"{len(latencies) / seconds:.0f}",
        *(f"{percentile(latencies, share):.0f}" for share in (0.5, 0.95, 0.99)),
        f"{memory:.0f}",
    ]
    heads = ["passages", "clients", "requests", "errors", "requests/s", "p50 ms", "p95 ms", "p99 ms", "server MB"]
    print(table("Web: /zoek with 7 facets, 20 documents a page", heads, [row]))


if __name__ == "__main__":
    main()
