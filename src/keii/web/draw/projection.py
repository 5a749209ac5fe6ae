"""図法: from degrees to pixels, for the three views of the map.

The world is drawn in the Natural Earth projection (Šavrič, Patterson, Jenny: "The Natural Earth II/I world map
projections", 2011/2015; the polynomials of Natural Earth I) around 150° E: the Pacific in the middle, as maps in Japan
have it, and the seam in the Atlantic where it cuts nothing but Greenland. East Asia and Japan are drawn in Lambert's
conformal conic projection, which keeps shapes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, hypot, log, pi, radians, sin, tan
from types import MappingProxyType
from typing import Final, Literal

View = Literal["world", "asia", "japan"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """図幅: one view: a frame in pixels around a middle. Angles in degrees."""

    width: int
    height: int
    scale: float  #: pixels of a radian
    lon: float  #: the middle
    lat: float
    parallels: tuple[float, float] | None  #: of a cone, along which lengths are true; None: the world

    def at(self, lat: float, lon: float) -> Point:
        """Return where a place is, in pixels; it may lie outside the frame."""
        x, y = self._plane(lat, lon)
        x0, y0 = self._plane(self.lat, self.lon)
        return self.width / 2 + (x - x0) * self.scale, self.height / 2 - (y - y0) * self.scale

    def holds(self, point: Point) -> bool:
        """Say whether a point is inside the frame."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    def _plane(self, lat: float, lon: float) -> Point:
        east = radians((lon - self.lon + 180) % 360 - 180)
        return _natural(radians(lat), east) if self.parallels is None else _cone(radians(lat), east, self.parallels)


def _natural(lat: float, east: float) -> Point:
    two, four = lat**2, lat**4
    return (
        east * (0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four))),
        lat * (1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four))),
    )


def _cone(lat: float, east: float, parallels: tuple[float, float]) -> Point:
    south, north = map(radians, parallels)
    n = log(cos(south) / cos(north)) / log(tan(pi / 4 + north / 2) / tan(pi / 4 + south / 2))
    f = cos(south) * tan(pi / 4 + south / 2) ** n / n
    rho = f / tan(pi / 4 + max(lat, -1.4) / 2) ** n
    return rho * sin(n * east), -rho * cos(n * east)


SHEETS: Final[Mapping[View, Sheet]] = MappingProxyType(
    {
        "world": Sheet(width=1160, height=540, scale=211.0, lon=150.0, lat=12.0, parallels=None),
        "asia": Sheet(width=1160, height=800, scale=860.0, lon=117.0, lat=32.0, parallels=(15.0, 48.0)),
        "japan": Sheet(width=1000, height=920, scale=2280.0, lon=136.5, lat=35.4, parallels=(29.0, 43.0)),
    }
)


def apart(left: Point, right: Point) -> float:
    """Return how far two points are apart, in pixels."""
    return hypot(left[0] - right[0], left[1] - right[1])
