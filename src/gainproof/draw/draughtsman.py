"""The state of a drawing that is being laid out: who stands in which column and at which height."""

from __future__ import annotations

from gainproof.draw.columns import Columns
from gainproof.draw.flow import Flow, Row
from gainproof.draw.parts import Amp, Part
from gainproof.draw.roles import Roles
from gainproof.draw.sheet import NoRoute

DROP = 1  # from a row to the upper end of what hangs from it
LANE = 1.5  # from what lies below to a feedback lane
TALL = 6  # what hangs from a lane needs that much more
LOOP = 3  # from a pin to the wire that loops back to it


class Draughtsman:
    """What the places are reckoned from: roles, columns, and heights, which become known group by group."""

    def __init__(
        self, two: list[Part], amps: list[Amp], output: tuple[str, ...], flow: Flow, wide: int
    ) -> None:
        self.output, self.flow, self.wide = output, flow, wide
        self.roles = Roles(two, flow)
        self.columns = Columns(self.roles, amps, wide)
        self.x = self.columns.of  # node -> column; inner nodes come to it when they are placed
        self.base: dict[Row, int] = {}  # the free row of a group -> its height
        self.inner_y: dict[str, int] = {}  # inner node -> height
        self.pin_y: dict[str, int] = {}  # node -> height of the pin in another group to which it leads
        self.reach: dict[str, list[int]] = {}  # node -> heights to which its column goes
        self.branched: list[
            tuple[str, int, str]
        ] = []  # node, column where a branch leaves it, first node there

    def y(self, node: str) -> int:
        """The height of a node's row, in its group until that is placed."""
        if node in self.pin_y:
            return self.pin_y[node]
        if node in self.inner_y:
            return self.inner_y[node]
        if node not in self.flow.row:
            raise NoRoute(node)
        root, height = self.flow.row[node].root()
        return self.base.get(root, 0) + height

    def heights(self, node: str) -> list[int]:
        """The heights to which a placed node's column goes."""
        base = self.base.get(self.flow.row[node].root()[0], 0)
        return [self.y(node), *(y + base for y in self.reach.get(node, []))]

    def same_group(self, a: str, b: str) -> bool:
        """Are the rows of two nodes tied to each other?"""
        return self.flow.row[a].root()[0] is self.flow.row[b].root()[0]
