"""Puts configs/ and what extraction needs of models/ into the wheel; everything else is in pyproject.toml."""

from pathlib import Path
from shutil import copytree, ignore_patterns

from setuptools import setup
from setuptools.command.build_py import build_py

TRAINING_ONLY = ignore_patterns("encoder", "*.safetensors", "*.pt")


class BuildWithData(build_py):
    """A wheel keeps the two folders inside the package, where pipeline/resources.py looks for them."""

    def run(self) -> None:  # noqa: D102
        super().run()
        if not self.editable_mode:
            for folder in ("configs", "models"):
                copytree(folder, Path(self.build_lib, "pipeline", folder), ignore=TRAINING_ONLY, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithData})
