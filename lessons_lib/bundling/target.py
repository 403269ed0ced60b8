"""The computer a bundle is for: its system, its processor and its Python.

pip evaluates markers for the machine that it runs on, also where it downloads for
another one. So the markers are evaluated here.
"""

import re
from dataclasses import dataclass

from packaging.utils import parse_wheel_filename

PYTHONS = ("3.11", "3.12", "3.13")
# A marker may tell 3.11.4 from 3.11.5, and nobody knows which of them a learner has.
PATCHES = range(40)

# The oldest comes first: pip takes the first that fits, which then runs in most places.
# Later than glibc 2.28 and macOS 14 nothing is asked for yet, and many people have those.
_GLIBC = [f"manylinux_2_{minor}" for minor in range(5, 29)]
_MACOS = [f"macosx_{major}_0_arm64" for major in range(11, 15)]
_GLIBC_OF_OLD_TAGS = {
    "manylinux1": (2, 5),
    "manylinux2010": (2, 12),
    "manylinux2014": (2, 17),
}


@dataclass(frozen=True)
class Platform:
    """What markers and tags call a platform.

    Parameters
    ----------
    os_name, sys_platform, platform_system, platform_machine : str
        Values of the markers of these names.
    tags : tuple of str
        The platform tags of wheels that run there, the oldest first.
    architectures : tuple of str
        How those tags end.
    """

    os_name: str
    sys_platform: str
    platform_system: str
    platform_machine: str
    tags: tuple
    architectures: tuple


def _linux(machine):
    old = [f"{tag}_{machine}" for tag in _GLIBC_OF_OLD_TAGS]
    tags = (*old, *(f"{tag}_{machine}" for tag in _GLIBC))
    return Platform("posix", "linux", "Linux", machine, tags, (machine,))


PLATFORMS = {
    "linux-x86_64": _linux("x86_64"),
    "linux-aarch64": _linux("aarch64"),
    "macos-arm64": Platform(
        "posix", "darwin", "Darwin", "arm64", tuple(_MACOS), ("arm64", "universal2")
    ),
    "windows-x86_64": Platform("nt", "win32", "Windows", "AMD64", ("win_amd64",), ()),
}


@dataclass(frozen=True)
class Target:
    """A platform and a Python.

    Parameters
    ----------
    platform : str
        A key of ``PLATFORMS``.
    python : str
        One of ``PYTHONS``.
    """

    platform: str
    python: str

    def __str__(self):
        return f"Python {self.python} on {self.platform}"

    @property
    def name(self):
        """Name of the archive, without ending."""
        return f"cnn-course-{self.platform}-python{self.python}"

    def applies(self, requirement, extras=()):
        """Tell whether a requirement counts on some computer of this kind.

        Parameters
        ----------
        requirement : packaging.requirements.Requirement
        extras : iterable of str, optional
            The extras that were asked for.

        Returns
        -------
        bool
            Whether its marker holds for some patch version of this Python.
        """
        if requirement.marker is None:
            return True
        return any(
            requirement.marker.evaluate(self._environment(patch, extra))
            for patch in PATCHES
            for extra in ("", *extras)
        )

    def pip_options(self):
        """Give the options that make pip download for this target.

        Returns
        -------
        list of str
        """
        options = ["--only-binary=:all:", "--implementation", "cp"]
        # The newest patch, or pip would refuse what wants more than the first one.
        options += ["--python-version", f"{self.python}.{PATCHES[-1]}"]
        for tag in PLATFORMS[self.platform].tags:
            options += ["--platform", tag]
        return options

    def least_system(self, wheels):
        """Find the oldest system on which all wheels run.

        Parameters
        ----------
        wheels : iterable of pathlib.Path

        Returns
        -------
        str
            The version of glibc, or of macOS; empty where the wheels don't say.
        """
        needed = [min(versions) for wheel in wheels if (versions := self._systems(wheel))]
        return ".".join(map(str, max(needed))) if needed else ""

    def _systems(self, wheel):
        """List the versions of the system that a wheel's platform tags name."""
        *_, tags = parse_wheel_filename(wheel.name)
        versions = []
        for tag in {tag.platform for tag in tags}:
            if not tag.endswith(PLATFORMS[self.platform].architectures):
                continue
            named = re.match(r"(?:manylinux|macosx)_(\d+)_(\d+)_", tag)
            if named:
                versions.append((int(named[1]), int(named[2])))
            elif tag.split("_")[0] in _GLIBC_OF_OLD_TAGS:
                versions.append(_GLIBC_OF_OLD_TAGS[tag.split("_")[0]])
        return versions

    def _environment(self, patch, extra):
        platform = PLATFORMS[self.platform]
        return {
            "extra": extra,
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.{patch}",
            "os_name": platform.os_name,
            "platform_machine": platform.platform_machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": platform.platform_system,
            "platform_version": "",
            "python_full_version": f"{self.python}.{patch}",
            "python_version": self.python,
            "sys_platform": platform.sys_platform,
        }
