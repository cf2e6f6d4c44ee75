"""
The one thing that pyproject.toml cannot say: an extension that may be absent.

``optional=True``: where there is no compiler, the package installs without it
and the pure Python cipher is used. ``py_limited_api``: one build serves every
Python from 3.11 on.
"""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension(
            "hearth.wire.cccam._cipher",
            sources=["src/hearth/wire/cccam/_cipher.c"],
            define_macros=[("Py_LIMITED_API", "0x030B0000")],
            py_limited_api=True,
            optional=True,
        )
    ],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
