"""A county's files at once: built side by side, each on its own."""

import os
import signal
import subprocess
import sys
import time

from conftest import SAMPLES

COMMAND = [sys.executable, "-m", "discgen", "build"]


def build(*arguments):
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_built_together_are_the_same_as_files_built_alone(tmp_path):
    files = SAMPLES[:3]
    together = build(*files, "-f", "docx,html,json", "-o", tmp_path / "together")
    assert together.returncode == 0
    for file in files:
        assert build(file, "-f", "docx,html,json", "-o", tmp_path / "alone").returncode == 0
    assert contents(tmp_path / "together") == contents(tmp_path / "alone")


def test_results_come_in_the_order_of_the_files_and_a_wrong_one_stops_no_other(tmp_path):
    wrong = tmp_path / "错.yaml"
    wrong.write_text("年度: 2021\n", encoding="utf-8")
    files = [SAMPLES[2], wrong, SAMPLES[0]]
    outcome = build(*files, "-f", "json", "-o", tmp_path / "out")
    assert outcome.returncode == 1
    assert [line.rpartition("/")[2] for line in outcome.stdout.splitlines()] == [
        f"{SAMPLES[2].stem}.json",
        f"{SAMPLES[0].stem}.json",
    ]
    assert "错.yaml" in outcome.stderr


def test_an_interrupt_ends_all_work_at_once_and_quietly(tmp_path):
    process = subprocess.Popen(
        [*COMMAND, *map(str, SAMPLES), "-o", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(3)
    os.killpg(process.pid, signal.SIGINT)
    _, messages = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in messages
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
