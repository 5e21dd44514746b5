"""States as data: one table of moves per kind of record; an illegal move raises and says what is possible.

Members of the state and action enums may carry a `label`, their Chinese name, which messages and docs then use.
"""

from onething.core.states.labelled import Labelled
from onething.core.states.markdown import render_markdown
from onething.core.states.table import IllegalMove, Move, StatesError, StateTable, TableRefused

__all__ = ["IllegalMove", "Labelled", "Move", "StateTable", "StatesError", "TableRefused", "render_markdown"]
