"""Files of the scenario shown: the export dialog, and the Simulator's three charts as pictures."""

from __future__ import annotations

from pages.parts import export, session
from pages.parts.charts import breakdown, bridge, trajectory
from pages.parts.charts.base import Spec, add_title, for_export
from pages.parts.charts.live import resolve
from pages.parts.export_files import begin
from pages.parts.reading import plain
from pages.parts.stage.pictures import charts, reach
from pages.parts.stage.titles import breakdown_title, trajectory_title
from pages.parts.stage.view import View, vectors_of
from sim.language import Language


def open_files(view: View, language: Language) -> None:
    """Open the dialog that offers every kind of file of the scenario shown, measured against the base shown."""
    subject, base = export.open_now(session.workspace(), language)
    export.open_dialog(subject, base, lambda: pictures(view, language), language)


def begin_brief(language: Language) -> None:
    """Begin the one-page brief of the scenario shown; the tray says when it is there."""
    subject, base = export.open_now(session.workspace(), language)
    begin("pdf", (subject,), language.id, base)


def pictures(view: View, language: Language) -> dict[str, Spec]:
    """Return the stage's charts by file name, complete with their data, as they stand at rest."""
    vectors = vectors_of(view)
    parts = resolve(charts(view, vectors, reach(view.scenario), language), vectors, language)
    axes, lines, causes, regions = (parts[name] for name in ("axes", "trajectory", "bridge", "breakdown"))
    year = lines["views"]["year"]
    drawn = for_export(
        trajectory.spec(),
        year["data"],
        width=900,
        height=420,
        xmin=year["x"][0],
        xmax=year["x"][1],
        ymin=axes["year"][0],
        ymax=axes["year"][1],
        yformat=lines["format"],
    )
    found = {
        "trajectory": add_title(
            drawn, plain(trajectory_title(view, vectors, language)), plain(lines["subtitles"]["year"])
        )
    }
    rows = causes["rows"]
    if rows is not None and causes["empty"] is None:
        drawn = for_export(
            bridge.spec(),
            rows["data"],
            width=900,
            height=360,
            ymin=rows["y"][0],
            ymax=rows["y"][1],
            lines=rows["lines"],
        )
        found["bridge"] = add_title(drawn, plain(causes["title"]), plain(causes["subtitle"]))
    drawn = for_export(breakdown.spec(), regions["data"], width=900, height=300, xmax=axes["breakdown"])
    found["regions-and-products"] = add_title(
        drawn, plain(breakdown_title(view, vectors, language)), plain(regions["subtitle"])
    )
    return found
