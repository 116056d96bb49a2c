"""The landscape, its marks and three bars in matplotlib, with a full redraw and with blitting."""

import matplotlib as mpl
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure

from benchmarks import scene
from spdesk.core.performance import Lever, Performance

mpl.rcParams["path.simplify"] = True


class MatplotlibView:
    """The figure, without pyplot: that is quicker to start."""

    def __init__(self) -> None:
        figure = Figure(layout=None)
        self.canvas = FigureCanvasQTAgg(figure)
        grid = figure.add_gridspec(1, 2, width_ratios=(3, 1), left=0.07, right=0.97)
        self._axes = figure.add_subplot(grid[0])
        self._bars_axes = figure.add_subplot(grid[1])
        self._draw_landscape()
        self._draw_bars()
        x, y = scene.place(scene.START)
        (self._way,) = self._axes.plot([], [], "--", color="black", linewidth=0.8)
        self._axes.plot(*scene.place(scene.GHOST), "o", color="black", fillstyle="none", ms=14)
        (self._point,) = self._axes.plot([x], [y], "o", color="black", markersize=12)
        self._moving = [self._way, self._point, *self._bars, *self._texts]
        self._background: object = None
        self.show(Lever.CAPABILITIES, scene.START)

    def _draw_landscape(self) -> None:
        axes = self._axes
        extent = (scene.LEFT, scene.RIGHT, scene.LOW, scene.HIGH)
        image = scene.surface().swapaxes(0, 1)
        axes.imshow(image, origin="lower", extent=extent, aspect="auto", interpolation="bilinear")
        for text, xs, ys in scene.contours():
            axes.plot(xs, ys, color="black", linewidth=1)
            middle = len(xs) // 2
            axes.text(xs[middle], ys[middle], text, ha="center", va="center")
        axes.set_xlabel("Capabilities × incentives (log scale)")
        axes.set_ylabel("Constructive relationships")

    def _draw_bars(self) -> None:
        axes = self._bars_axes
        axes.set_xlim(0, 2.5)
        names = [lever.value for lever in Lever]
        self._bars = list(axes.barh(names, [1.0] * len(names)))
        self._texts = [axes.text(1, row, "", va="center") for row in range(len(names))]

    def animate(self) -> None:
        """From now on only the moving parts are drawn, on a picture of the rest."""
        for part in self._moving:
            part.set_animated(True)
        self.canvas.draw()
        self._background = self.canvas.copy_from_bbox(self.canvas.figure.bbox)

    def show(self, _lever: Lever, performance: Performance) -> None:
        """Move point, bars and texts; nothing is drawn yet."""
        x, y = scene.place(performance)
        ghost_x, ghost_y = scene.place(scene.GHOST)
        self._point.set_data([x], [y])
        self._way.set_data([ghost_x, x], [ghost_y, y])
        for lever, bar, text in zip(Lever, self._bars, self._texts, strict=True):
            factor = performance.next_point(lever)
            bar.set_width(factor)
            text.set_x(factor)
            text.set_text(f"{performance.score(lever):.1f}  ×{factor:.2f}")

    def redraw(self) -> None:
        """Draw everything again."""
        self.canvas.draw()

    def blit(self) -> None:
        """Draw the moving parts over the picture of the rest."""
        self.canvas.restore_region(self._background)
        for part in self._moving:
            part.axes.draw_artist(part)
        self.canvas.blit(self.canvas.figure.bbox)
