"""A run in a process of its own, to be killed: `python -m tests.batch.killable NEWS OUT ENGINE`."""

import sys
from pathlib import Path

from tests.batch import stand_ins
from tests.batch.helpers import start

if __name__ == "__main__":
    news, output, engine = sys.argv[1:]
    start([news], Path(output), engine=engine, load=stand_ins.load_slow)
