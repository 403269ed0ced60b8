import zipfile

import pytest

from lessons_lib.bundling.target import Target


def _write_wheel(folder, name, version="1.0", tags="py3-none-any", needs=(), files=None):
    file_name = name.replace("-", "_")
    info = f"{file_name}-{version}.dist-info"
    requires = "".join(f"Requires-Dist: {need}\n" for need in needs)
    members = dict(files or {f"{file_name}/__init__.py": ""})
    members[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{requires}"
    )
    members[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tags}\n"
    record = f"{info}/RECORD"
    members[record] = "".join(f"{path},,\n" for path in [*members, record])
    path = folder / f"{file_name}-{version}-{tags}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return path


@pytest.fixture(scope="session")
def write_wheel():
    """Write a wheel that holds nothing but what is asked for, and give its path."""
    return _write_wheel


@pytest.fixture(scope="session")
def linux():
    return Target("linux-x86_64", "3.11")


@pytest.fixture(scope="session")
def mac():
    return Target("macos-arm64", "3.13")


@pytest.fixture(scope="session")
def windows():
    return Target("windows-x86_64", "3.12")
