"""What may not stand in the repository: addresses of registries, paths of one machine, scripts inside pages."""

import re

import pytest
import yaml

PINNED = ("requirements/run.txt", "requirements/dev.txt", "package-lock.json", "pyproject.toml")
ADDRESS = re.compile(r"https?://|git\+|--(extra-)?index-url|--find-links|\"resolved\"")
# Written in pieces, so that this file passes its own test.
MACHINE_PATH = re.compile(
    "|".join(("/wo" + r"rk/(main|shared)\b", "/ro" + r"ot/\w", "/ho" + r"me/\w", r"/t" + r"mp/\w"))
)
SHELL_SCRATCH = ("tools/",)
INLINE = re.compile(r"<style\b|\sstyle\s*=|<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
MARKUP = (".html", ".svg")


def inline_code(text: str) -> list[str]:
    """Styles and scripts that a page carries inside itself, which the content security policy would refuse."""
    return [found.group().strip() for found in INLINE.finditer(EXPRESSION.sub("", text))]


@pytest.mark.parametrize("path", PINNED)
def test_pinned_requirements_name_no_address(path: str, texts: dict[str, str]) -> None:
    assert [line for line in texts[path].splitlines() if ADDRESS.search(line)] == []


def test_no_file_names_a_path_of_one_machine(texts: dict[str, str]) -> None:
    named = {path: MACHINE_PATH.findall(text) for path, text in texts.items() if not path.startswith(SHELL_SCRATCH)}
    assert [path for path, found in named.items() if found] == []


def test_no_page_carries_styles_or_scripts_inside_itself(texts: dict[str, str]) -> None:
    pages = {
        path: inline_code(text) for path, text in texts.items() if path.startswith("src/") and path.endswith(MARKUP)
    }
    assert {path: found for path, found in pages.items() if found} == {}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p style="color: red">', ["style="]),
        ("<style>p {}</style>", ["<style"]),
        ("<script>go()</script>", ["<script>"]),
        ('<a onclick="go()" href="/">', ["onclick="]),
        ('<a href="javascript:go()">', ["javascript:"]),
        ('<script src="/static/app.js" defer></script><rect class="bar"/>', []),
        ("{{ card(title, icon='x', one=1) }}", []),
    ],
)
def test_inline_code_is_recognised(markup: str, expected: list[str]) -> None:
    assert inline_code(markup) == expected


def test_ci_runs_the_test_command_of_the_readme(texts: dict[str, str]) -> None:
    command = "make test"
    assert f"```sh\n{command}\n```" in texts["README.md"]
    assert command in texts[".ci/run"].splitlines()


def test_every_folder_of_tests_is_run(texts: dict[str, str]) -> None:
    folders = {path.split("/")[1] for path in texts if re.match(r"tests/\w+/.*test_\w+\.py$", path)}
    assert {folder for folder in folders if f"tests/{folder}" not in texts["tools/test.sh"]} == set()


def test_the_public_description_has_what_the_standard_asks_for(texts: dict[str, str]) -> None:
    described = yaml.safe_load(texts["publiccode.yml"])
    mandatory = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"}
    sections = {"description", "legal", "maintenance", "localisation"}
    assert mandatory | sections <= described.keys()
    assert described["legal"]["license"] == "Apache-2.0"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_public_description_keeps_the_standard_lengths(language: str, texts: dict[str, str]) -> None:
    description = yaml.safe_load(texts["publiccode.yml"])["description"][language]
    assert len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert all(len(feature) <= 100 for feature in description["features"])
