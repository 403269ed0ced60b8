"""Which packages a bundle gets: for another system than this one, and no more than needed."""

import ast
import importlib.metadata
import sys

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lessons_lib import notebooks
from lessons_lib.bundling import BundleError, gathering, pins
from lessons_lib.bundling.target import PLATFORMS, PYTHONS, Target
from lessons_lib.bundling.unpacked.this_computer import this_platform

PINNED = """\
appnope==1.0 ; sys_platform == 'darwin'
colorama==0.4 ; sys_platform == 'win32'
ipykernel==7.4
jsonschema==4.26
jupyterlab==4.6
numpy==2.4 ; python_full_version < '3.12'
numpy==2.5 ; python_full_version >= '3.12'
soup-sieve==2.10 ; python_full_version < '3.11.5'
soup-sieve==4.1 ; python_full_version >= '3.11.5'
webcolors==25.10
"""
ASKED = """\
# What the course needs.

# the notebooks
numpy
colorama ; sys_platform == "win32"

# JupyterLab
ipykernel
jupyterlab

# the site: an old one
sphinx

# the tests
pytest
"""
NEEDS = {
    "jupyterlab": ["ipykernel", "jsonschema[format]", "pytest; extra == 'test'"],
    "jsonschema": ["webcolors; extra == 'format'", "sphinx; extra == 'docs'"],
    "ipykernel": ["appnope; platform_system == 'Darwin'", "Soup_Sieve"],
}


def pinned_for(target):
    pinned = pins.pins_for(PINNED, target).values()
    return {f"{pin.name}{pin.specifier}" for several in pinned for pin in several}


def test_markers_are_read_for_the_target_and_not_for_this_computer(windows, mac, linux):
    assert {"colorama==0.4", "numpy==2.5"} <= pinned_for(windows)
    assert {"appnope==1.0", "numpy==2.5"} <= pinned_for(mac)
    assert "numpy==2.4" in pinned_for(linux)
    assert {"appnope==1.0", "numpy==2.4"} & pinned_for(windows) == set()
    assert {"appnope==1.0", "colorama==0.4", "numpy==2.5"} & pinned_for(linux) == set()


def test_where_the_patch_version_decides_both_are_packed(linux, windows):
    assert {"soup-sieve==2.10", "soup-sieve==4.1"} <= pinned_for(linux)
    assert "soup-sieve==2.10" not in pinned_for(windows)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_course_s_own_pins(root, platform, python):
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    pinned = pins.pins_for(text, Target(platform, python))
    assert ("tensorflow-cpu" in pinned) == (platform == "linux-x86_64")
    assert ("tensorflow" in pinned) == (platform != "linux-x86_64")
    assert ("pywinpty" in pinned) == platform.startswith("windows")
    assert ("appnope" in pinned) == platform.startswith("macos")
    assert len(pinned["numpy"]) == 1


def test_learners_need_neither_the_site_s_packages_nor_the_tests(linux, windows):
    names = [asked.name for asked in pins.learners_requirements(ASKED, linux)]
    assert names == ["numpy", "ipykernel", "jupyterlab"]
    names = [asked.name for asked in pins.learners_requirements(ASKED, windows)]
    assert names == ["numpy", "colorama", "ipykernel", "jupyterlab"]


def test_the_paragraphs_that_learners_do_without_are_there(root):
    text = (root / "requirements.in").read_text(encoding="utf-8")
    for beginning in pins.NOT_FOR_LEARNERS:
        assert f"\n\n{beginning}" in text


# ------------------------------------------------------- what a package needs in its turn


@pytest.fixture
def gather(tmp_path, write_wheel):
    """Gather with fake wheels; gives the names there, and what had to be fetched."""

    def run(target, *roots, pinned=PINNED):
        fetched = []

        def fetch(missing):
            for pin in missing:
                version = next(iter(pin.specifier)).version
                write_wheel(tmp_path, pin.name, version, needs=NEEDS.get(pin.name, ()))
                fetched.append(f"{pin.name}=={version}")

        asked = [Requirement(root) for root in roots]
        known = pins.pins_for(pinned, target)
        wheels = gathering.gather(asked, known, target, tmp_path, fetch)
        return [wheel.name.split("-")[0] for wheel in wheels], fetched

    return run


def test_what_a_package_needs_comes_too_with_its_extras(gather, windows):
    names, _ = gather(windows, "jupyterlab")
    assert names == ["ipykernel", "jsonschema", "jupyterlab", "soup_sieve", "webcolors"]


def test_an_extra_that_nobody_asks_for_does_not_come(gather, windows):
    names, _ = gather(windows, "jsonschema")
    assert names == ["jsonschema"]


def test_an_extra_that_is_asked_for_later_comes_too(gather, windows):
    names, _ = gather(windows, "jsonschema", "jupyterlab")
    assert "webcolors" in names


def test_what_another_system_needs_comes_for_it(gather, mac):
    names, _ = gather(mac, "ipykernel")
    assert names == ["appnope", "ipykernel", "soup_sieve"]


def test_nothing_is_fetched_twice_or_where_it_is_there(
    gather, windows, tmp_path, write_wheel
):
    write_wheel(tmp_path, "jsonschema", "4.26")
    _, fetched = gather(windows, "jupyterlab", "ipykernel", "Jupyterlab")
    assert sorted(fetched) == ["ipykernel==7.4", "jupyterlab==4.6", "soup-sieve==4.1"]


def test_a_package_that_nothing_pins_is_named(gather, windows):
    without = PINNED.replace("jsonschema==4.26\n", "")
    with pytest.raises(BundleError, match=r"^jsonschema is needed, but .* does not pin it"):
        gather(windows, "jupyterlab", pinned=without)


def test_the_packed_list_leaves_the_patch_version_to_the_learners_pip(
    linux, tmp_path, write_wheel
):
    packed = [("pip", "26.0"), ("soup-sieve", "4.1"), ("soup-sieve", "2.10")]
    wheels = [write_wheel(tmp_path, name, version) for name, version in packed]
    assert pins.pinned_list(wheels, pins.pins_for(PINNED, linux)).splitlines() == [
        "pip==26.0",
        'soup-sieve==2.10 ; python_full_version < "3.11.5"',
        'soup-sieve==4.1 ; python_full_version >= "3.11.5"',
    ]


@pytest.mark.parametrize(
    ("platform", "tags", "oldest"),
    [
        ("linux-x86_64", ["any"], ""),
        ("linux-x86_64", ["any", "manylinux2014_x86_64"], "2.17"),
        ("linux-x86_64", ["manylinux_2_17_x86_64.manylinux_2_28_x86_64"], "2.17"),
        ("linux-x86_64", ["manylinux1_x86_64", "manylinux_2_9_x86_64"], "2.9"),
        ("macos-arm64", ["macosx_12_0_arm64", "macosx_10_9_universal2"], "12.0"),
        ("macos-arm64", ["macosx_10_9_x86_64.macosx_11_0_arm64"], "11.0"),
        ("windows-x86_64", ["win_amd64"], ""),
    ],
)
def test_the_oldest_system_is_read_off_the_wheels(
    platform, tags, oldest, tmp_path, write_wheel
):
    wheels = [
        write_wheel(tmp_path, f"package{number}", tags=f"py3-none-{tag}")
        for number, tag in enumerate(tags)
    ]
    assert Target(platform, "3.11").least_system(wheels) == oldest


# ------------------------------------------------ that the learners' packages are enough


def test_every_package_that_a_learner_notebook_imports_is_packed(root):
    homes = importlib.metadata.packages_distributions()
    # What is not installed here is optional: the other backends.
    wanted = {
        canonicalize_name(homes[name][0])
        for name in _imported(root) - {"lessons_lib"}
        if name in homes
    }
    assert {"keras", "matplotlib", "numpy", "onnxruntime"} <= wanted
    assert wanted - _packed(root) == set()


def _packed(root):
    """What learners' requirements bring, as far as it is installed here."""
    target = Target(this_platform(), f"{sys.version_info[0]}.{sys.version_info[1]}")
    asked = (root / "requirements.in").read_text(encoding="utf-8")
    waiting = [Requirement("lessons-lib"), *pins.learners_requirements(asked, target)]
    packed = set()
    while waiting:
        name = canonicalize_name(waiting.pop().name)
        if name not in packed:
            packed.add(name)
            needs = map(Requirement, importlib.metadata.requires(name) or ())
            waiting += [need for need in needs if target.applies(need)]
    return packed


def _imported(root):
    """Top-level names that the notebooks import, themselves or by lessons_lib."""
    waiting = [
        ast.parse(cell.source)
        for path in notebooks.paths()
        for cell in notebooks.code_cells(notebooks.read(path))
        if "setup" not in notebooks.tags(cell)
    ]
    met = set()
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Import):
                found = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found = {node.module} | {f"{node.module}.{a.name}" for a in node.names}
            else:
                continue
            ours = {name for name in found - met if name.startswith("lessons_lib")}
            met |= found
            for name in ours:
                path = root.joinpath(*name.split("."))
                files = (path.with_suffix(".py"), path / "__init__.py")
                waiting += [ast.parse(file.read_bytes()) for file in files if file.exists()]
    return {name.split(".")[0] for name in met}
