"""An SVG drawing in hundredths of a millimetre, put together from paths; it holds no text and no name."""

from __future__ import annotations

from xc_gis.report.documents.drawing.map_frame import UNITS_PER_MM


class Drawing:
    """Marks in the order in which they are laid on the paper."""

    def __init__(self, width_mm: float, height_mm: float, ground: str) -> None:
        self._size = (width_mm, height_mm)
        self._marks = [f'<rect width="100%" height="100%" fill="{ground}"/>'] if ground else []

    def fill(self, path: str, colour: str, *, opacity: float = 1.0) -> None:
        """Fill areas."""
        if path:
            self._marks.append(f'<path d="{path}" fill="{colour}" fill-rule="evenodd"{_opacity("fill", opacity)}/>')

    def stroke(self, path: str, colour: str, width_mm: float, *, opacity: float = 1.0, dash_mm: tuple[float, ...] = ()) -> None:
        """Draw lines; ``dash_mm``: lengths of line and gap in turn."""
        if path:
            dash = f' stroke-dasharray="{" ".join(_units(length) for length in dash_mm)}"' if dash_mm else ""
            self._marks.append(
                f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{_units(width_mm)}" stroke-linejoin="round"'
                f' stroke-linecap="{"butt" if dash_mm else "round"}"{dash}{_opacity("stroke", opacity)}/>'
            )

    def dot(self, x: float, y: float, radius_mm: float, fill: str, rim: str, rim_mm: float) -> None:
        """Draw a dot with a rim at a place in drawing units."""
        self._marks.append(
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{_units(radius_mm)}" fill="{fill}" stroke="{rim}" stroke-width="{_units(rim_mm)}"/>'
        )

    def svg(self) -> bytes:
        """The file."""
        width, height = self._size
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
            f'viewBox="0 0 {width * UNITS_PER_MM:.0f} {height * UNITS_PER_MM:.0f}">'
        )
        return f"{head}{''.join(self._marks)}</svg>".encode()


def _units(mm: float) -> str:
    return f"{mm * UNITS_PER_MM:.0f}"


def _opacity(what: str, opacity: float) -> str:
    return "" if opacity >= 1.0 else f' {what}-opacity="{opacity:g}"'
