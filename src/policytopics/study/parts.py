"""The parts of a report, as configuration names them."""

from typing import Literal

Part = Literal["review", "problems", "plan", "closing", "other"]
