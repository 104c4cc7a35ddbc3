"""What every section of a study's configuration shares: closed, frozen, strict."""

from pydantic import BaseModel, ConfigDict

__all__ = ["Section"]


class Section(BaseModel):
    """A section of ``study.yaml``: an unknown key, a wrong type, a wrong value are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
