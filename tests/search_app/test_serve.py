"""Serving: it says where it is, answers, says clearly when it cannot listen, and ends when asked."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.settings import read_settings
from search_app.serve import serve

# A job in the background of a script ignores SIGINT, and so do its children: the first line takes that back.
SCRIPT = """
import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)
from corpus.settings import read_settings
from search_app.serve import serve
serve(read_settings({"data": sys.argv[1], "port": 0}, {}), announce=lambda words: print(words, flush=True))
print("ended", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_asked_to_stop(tmp_path: Path, number: signal.Signals) -> None:
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "data")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert process.stdout is not None
    try:
        address = next(word for word in process.stdout.readline().split() if word.startswith("http"))
        with urllib.request.urlopen(f"{address}help", timeout=20) as answer:  # noqa: S310 - our own http address
            assert answer.status == 200
            assert "Server" not in answer.headers
        process.send_signal(number)
        assert process.communicate(timeout=20)[0] == "ended\n"
        assert process.returncode == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = read_settings({"data": str(tmp_path / "data"), "port": port}, {})
        with pytest.raises(UsageError, match=f"Port {port} on 127.0.0.1 is taken"):
            serve(settings, announce=lambda _words: None)


def test_a_host_that_is_not_ours_is_said(tmp_path: Path) -> None:
    settings = read_settings({"data": str(tmp_path / "data"), "host": "203.0.113.7", "port": 0}, {})
    with pytest.raises(UsageError, match=r"Cannot listen on 203\.0\.113\.7"):
        serve(settings, announce=lambda _words: None)
