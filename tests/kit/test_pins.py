"""What comes from elsewhere is fixed: packages, actions, images. `make outdated` says which pins are behind."""

import json
import re
import sysconfig
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

KIT = Path(__file__).parents[2]
CONSTRAINTS = KIT / ".ci" / "constraints.txt"
REQUIREMENTS = [KIT / "requirements.txt", KIT / "tests" / "requirements.txt"]
WORKFLOWS = sorted((KIT / ".github" / "workflows").glob("*.yml"))


def requirements(path: Path) -> list[Requirement]:
    """The packages that a file names."""
    lines = (re.sub(r"(^|\s)#.*|^-.*", "", line).strip() for line in path.read_text().splitlines())
    return [Requirement(line) for line in lines if line]


def fixed() -> dict[str, str]:
    """The version of each package that the constraints allow on this machine."""
    here = [pin for pin in requirements(CONSTRAINTS) if pin.marker is None or pin.marker.evaluate()]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in here}


def needed(name: str, seen: set[str]) -> set[str]:
    """The names of a package and of all that it brings along here."""
    if name not in seen:
        seen.add(name)
        for line in metadata.requires(name) or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed(canonicalize_name(requirement.name), seen)
    return seen


def test_all_that_is_needed_is_fixed() -> None:
    """Every package that is named, and every one that those bring along, has one version in the constraints."""
    names: set[str] = set()
    for path in REQUIREMENTS:
        for requirement in requirements(path):
            if requirement.marker is None or requirement.marker.evaluate():
                needed(canonicalize_name(requirement.name), names)

    assert names - set(fixed()) == set()


def test_what_is_installed_is_what_is_fixed() -> None:
    """The environment that the tests run in has the versions that are named."""
    here = metadata.distributions(path=[sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    installed = {canonicalize_name(package.name): package.version for package in here}

    behind = {name: version for name, version in fixed().items() if name in installed}

    assert {name: installed[name].partition("+")[0] for name in behind} == behind


@pytest.mark.parametrize("path", [*REQUIREMENTS, KIT / ".binder" / "requirements.txt"])
def test_what_is_named_has_one_version(path: Path) -> None:
    """What the kit, its tests and Binder name is the version that the constraints have, too."""
    for requirement in requirements(path):
        assert str(requirement.specifier) == f"=={fixed()[canonicalize_name(requirement.name)]}"


def test_actions_are_fixed_by_commit() -> None:
    """A workflow names each action by its commit, and says which release that is."""
    used = [line for path in WORKFLOWS for line in path.read_text().splitlines() if "uses:" in line]

    assert used
    assert [line for line in used if not re.search(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_the_book_is_published_only_where_that_was_switched_on() -> None:
    """A private copy of a course publishes nothing by itself, and a deployment is not broken off."""
    workflow = (KIT / ".github" / "workflows" / "pages.yml").read_text()

    assert "if: vars.PUBLISH_BOOK == 'yes'" in workflow
    assert "cancel-in-progress: false" in workflow


def test_the_image_is_fixed_and_has_no_root() -> None:
    """The image begins with a base that cannot change, and ends as an ordinary user."""
    image = (KIT / "Dockerfile").read_text()

    assert re.search(r"^FROM \S+@sha256:[0-9a-f]{64}$", image, re.MULTILINE)
    assert re.findall(r"^USER (\S+)", image, re.MULTILINE) == ["instructor"]


def test_the_dev_container_opens_the_image() -> None:
    """The dev container's file is read, and names the folder and the user that the image has."""
    text = (KIT / ".devcontainer" / "devcontainer.json").read_text()
    settings = json.loads(re.sub(r"^//.*", "", text, flags=re.MULTILINE))
    image = (KIT / ".devcontainer" / settings["build"]["dockerfile"]).read_text()

    assert f"WORKDIR {settings['workspaceFolder']}\n" in image
    assert f"USER {settings['remoteUser']}\n" in image
