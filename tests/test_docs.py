"""The README's code and commands run and print what it shows; every verb is explained."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgraph.cli.app import VERBS, app
from tests.readme import replay

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


@pytest.mark.model
@pytest.mark.slow
def test_readme_shows_what_its_code_and_commands_print(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    readme = README.read_text(encoding="utf-8")
    replayed = replay(readme, tmp_path)
    if pytestconfig.getoption("--update-readme"):
        README.write_text(replayed, encoding="utf-8")
        return
    assert readme == replayed, "run `pytest tests/test_docs.py --update-readme` and read the change"


def test_replay_puts_real_output_in_place_of_old(tmp_path: Path) -> None:
    template = (
        "```python\nfrom pathlib import Path\nPath('a.txt').touch()\nx = 1\n```\n"
        "```python\nprint(x + 1)\n```\nprints\n```text\n{sum}```\n"
        "```text\nnot an output\n```\n"
        "```console\n$ ls *.txt\n{files}$ kgraph show --help | head -1\n{usage}```\nEnd\n"
    )
    old = template.format(sum="3\n", files="b.txt\n", usage="")
    usage = "Usage: kgraph show [OPTIONS] [FILE] [NAME]\n"
    assert replay(old, tmp_path) == template.format(sum="2\n", files="a.txt\n", usage=usage)


def test_replay_refuses_a_command_that_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="exit 2"):
        replay("```console\n$ kgraph show --wrong\n```\n", tmp_path)


def test_readme_points_to_files_that_exist() -> None:
    readme = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)]+)\)", readme):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_with_an_example_and_is_in_the_readme(verb: str) -> None:
    shown = CliRunner().invoke(app, [verb, "--help"])
    assert shown.exit_code == 0
    assert f"Example: kgraph {verb} " in " ".join(shown.output.split())
    assert f"kgraph {verb} " in README.read_text(encoding="utf-8")
