"""The machine that figures come from, named so that a reader can compare."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

_INT8_SETS = ("amx_int8", "avx512_vnni", "avx_vnni", "asimddp")


def machine() -> str:
    """Processor, cores that this process may use, int8 instruction sets, and the versions that decide the speed."""
    try:
        info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        info = ""
    named = re.search(r"^model name\s*:\s*(.+)$", info, re.MULTILINE)
    flags = {*info.split()}
    sets = [name for name in _INT8_SETS if name in flags]
    parts = [
        named[1].strip() if named else platform.processor() or platform.machine(),
        f"{cores()} cores",
        *([f"int8 by {', '.join(sets)}"] if sets else []),
        f"Python {platform.python_version()}",
        f"ONNX Runtime {version('onnxruntime')}",
    ]
    return ", ".join(parts)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
