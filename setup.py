"""Which packages a wheel carries: everything under qms/, and the templates and migrations that stand beside it."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["qms", "qms.*"]), "qms.templates", "qms.migrations"],
    package_dir={"qms.templates": "templates", "qms.migrations": "migrations"},
)
