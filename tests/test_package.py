"""What is installed: the files that a wheel must hold, the packages it needs, and the lock files that pin them."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import compliance

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FOLDERS = {"compliance": "compliance", "plugins": "compliance/plugins", "models": "compliance/models"}
NO_PART_OF_THE_PROGRAM = {"__pycache__"}

# Runs setuptools' collecting step alone: what would be copied into a wheel, without making one.
LIST_PACKAGED_FILES = """
import logging
from setuptools import Distribution
logging.disable()
distribution = Distribution({"script_name": "setup.py"})
distribution.parse_config_files()
build = distribution.get_command_obj("build_py")
build.ensure_finalized()
for package, module, _ in build.find_all_modules():
    print(package.replace(".", "/") + "/" + module + ".py")
for package, _, _, filenames in build.data_files:
    for filename in filenames:
        print(package.replace(".", "/") + "/" + filename)
"""


def required(lines: list[str]) -> dict[str, Requirement]:
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, lines)}


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Package → (its line without hashes, number of hashes)."""
    entries = re.split(r"\n(?=[a-z])", (ROOT / "requirements" / name).read_text("utf-8"))[1:]
    return {entry.split("==")[0]: (entry.split(" \\")[0], entry.count("--hash=sha256:")) for entry in entries}


# --- The wheel -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packaged():
    listed = subprocess.run(
        [sys.executable, "-c", LIST_PACKAGED_FILES], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(listed.stdout.split())


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_wheel_holds_every_file_of_the_program_and_its_plugins(folder, packaged):
    here = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    wanted = {
        f"{FOLDERS[folder]}/{path.relative_to(ROOT / folder).as_posix()}"
        for path in here
        if not NO_PART_OF_THE_PROGRAM & set(path.parts)
    }
    assert wanted
    assert wanted - packaged == set()


def test_a_wheel_holds_no_tests_samples_or_benchmarks(packaged):
    assert {path.split("/")[0] for path in packaged} == {"compliance"}
    assert not {path for path in packaged if "/test_" in path}


def test_the_version_is_the_one_that_is_installed():
    assert version("compliance") == compliance.__version__


# --- The packages that it needs --------------------------------------------------------------------


def imported_packages(folders: tuple[str, ...]) -> set[str]:
    """Distributions that the Python files below these folders import, by the names that pip knows."""
    modules: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    known = packages_distributions()
    return {canonicalize_name(known[module][0]) for module in modules if module in known} - {"compliance"}


def test_the_program_declares_the_packages_that_it_imports_and_no_others():
    optional = {
        name for extra, lines in PROJECT["optional-dependencies"].items() if extra != "dev" for name in required(lines)
    }
    assert imported_packages(("compliance", "plugins", "models")) - optional == set(required(PROJECT["dependencies"]))


def test_every_requirement_has_a_lower_and_an_upper_bound():
    every = [*PROJECT["dependencies"], *(line for lines in PROJECT["optional-dependencies"].values() for line in lines)]
    unbounded = [
        name
        for name, requirement in required(every).items()
        if {specifier.operator for specifier in requirement.specifier} != {">=", "<"}
    ]
    assert unbounded == []


# --- The lock files --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lock.txt", "dev.txt"])
def test_every_locked_package_has_one_version_and_hashes(name):
    entries = locked(name)
    assert len(entries) > 20
    assert {package for package, (_, hashes) in entries.items() if not hashes} == set()


@pytest.mark.parametrize("name", ["lock.txt", "dev.txt"])
def test_a_lock_file_names_no_host_and_no_folder(name):
    text = (ROOT / "requirements" / name).read_text("utf-8")
    assert re.findall(r"https?:|file:|--index|--extra-index|--find-links|--trusted|(?<= )/\S+", text) == []


def test_the_locks_agree_with_each_other():
    run_time, development = locked("lock.txt"), locked("dev.txt")
    assert {package: line for package, (line, _) in run_time.items()}.items() <= {
        package: line for package, (line, _) in development.items()
    }.items()


@pytest.mark.parametrize(
    ("name", "ranges"),
    [("lock.txt", PROJECT["dependencies"]), ("dev.txt", PROJECT["optional-dependencies"]["dev"])],
)
def test_a_lock_file_holds_a_version_within_every_range(name, ranges):
    entries = locked(name)
    for package, requirement in required(ranges).items():
        line, _ = entries[package]
        assert requirement.specifier.contains(line.split("==")[1].split(" ")[0]), line
