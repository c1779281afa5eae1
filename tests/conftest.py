"""Options and rules of every test run."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

import kgraph

LIVE = {"browser", "model", "neo4j"}
"""Marks of tests that need something installed; where CI is set it has to be there."""

PIPELINE = Path(kgraph.__file__).parent / "language" / "pipeline" / "meta.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-readme",
        action="store_true",
        help="write what the README's code and commands print into the README",
    )
    parser.addoption(
        "--update-notebook",
        action="store_true",
        help="write what the notebook's cells show into the notebook",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("model") and not PIPELINE.is_file():
        pytest.skip(f"{PIPELINE} is missing; `python -m kgraph.training CORPORA` makes it")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    live = LIVE & {mark.name for mark in item.iter_markers()}
    if live and report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = (
            f"a test marked {', '.join(sorted(live))} was skipped in CI: {call.excinfo}"
        )
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped whole in CI: {report.longrepr}"
    return report
