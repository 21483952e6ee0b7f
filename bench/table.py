"""Rows of figures, as Markdown and as JSON."""

import dataclasses
import json
from dataclasses import dataclass, field


@dataclass
class Row:
    """One line of the table. A ratio is that of Cellar's figure to the peer's in the same run."""

    what: str
    figure: str
    cellar: float = None
    before: float = None
    peer: str = ""
    peer_value: float = None
    at_most: float = None
    at_least: float = None
    ratio_matters: bool = True
    runs: dict = field(default_factory=dict)
    note: str = ""

    @staticmethod
    def of(what, figure, best, key, peer, runs, at_most=None, at_least=None):
        """A row of the key's figures of `best`, which names Cellar, `before` and the peer."""
        value = {who: figures[key] for who, figures in best.items()}
        return Row(what, figure, value.get("cellar"), value.get("before"), peer, value.get(peer),
                   at_most, at_least, True, runs)

    def ratio(self):
        if self.cellar is None or not self.peer_value:
            return None
        return self.cellar / self.peer_value

    def reached(self):
        """Whether the goal is reached; None without a goal or without a figure."""
        value = self.ratio() if self.ratio_matters else self.cellar
        if value is None or (self.at_most is None and self.at_least is None):
            return None
        return value <= self.at_most if self.at_least is None else value >= self.at_least

    def cells(self):
        if self.note:
            return [self.what, self.figure, self.note, "", "", "", "", ""]
        percent = self.at_least is not None or self.figure.startswith("blocks")
        ratio = self.ratio()
        told = "" if ratio is None else f"{ratio:.0%}" if percent else f"{number(ratio)} ×"
        peer = "" if self.peer_value is None else f"{number(self.peer_value)} ({self.peer})"
        goal = ("" if self.at_most is None and self.at_least is None
                else f"≥ {self.at_least:.0%}" if self.at_least is not None
                else f"≤ {self.at_most:g}" + (" ×" if self.ratio_matters else ""))
        reached = {True: "yes", False: "**no**", None: ""}[self.reached()]
        before = number(self.before)
        if self.before is not None and self.peer_value:
            was = self.before / self.peer_value
            before += f" ({was:.0%})" if percent else f" ({number(was)} ×)"
        return [self.what, self.figure, number(self.cellar), before, peer, told, goal, reached]

    def json(self):
        return dict(dataclasses.asdict(self), ratio=self.ratio(), reached=self.reached())


def number(value):
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def markdown(rows, machine):
    """The table below some lines on where it comes from; the column `before` only if it is used."""
    titles = ["what", "figure", "Cellar", "before", "beside", "ratio", "goal", "reached"]
    lines = [row.cells() for row in rows]
    if not any(line[3] for line in lines):
        titles, lines = (titles[:3] + titles[4:], [line[:3] + line[4:] for line in lines])
    text = "".join(f"* {key}: {value}\n" for key, value in machine.items()) + "\n"
    for line in [titles, [":--", ":--"] + ["--:"] * (len(titles) - 2)] + lines:
        text += "| " + " | ".join(line) + " |\n"
    return text


def write(folder, rows, machine):
    """`bench.md` and `bench.json`, after every row, so that an interrupted run leaves its rows."""
    (folder / "bench.md").write_text(markdown(rows, machine))
    (folder / "bench.json").write_text(json.dumps(
        {"machine": machine, "rows": [row.json() for row in rows]}, indent=1) + "\n")
