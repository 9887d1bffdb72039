// What is in sight: the whole area, above the credits, until somebody moves the map; one community, moving as little as needed.
xcParts.sight = function (page) { // uses map, areas
  "use strict";
  var map = page.map, fitted = null, edges = page.data.bounds, ALIKE_PX = 3, RIM_PX = 12;
  function fitWhole() {
    var rim = page.inWindow ? 16 : 4, credits = map.attributionControl.getContainer().offsetHeight;
    map.fitBounds([[edges[1], edges[0]], [edges[3], edges[2]]], { animate: false, paddingTopLeft: [rim, rim], paddingBottomRight: [rim, rim + credits] });
    fitted = { centre: map.getCenter(), zoom: map.getZoom() };
  }
  function isWhole() {
    return Boolean(fitted) && map.getZoom() === fitted.zoom && map.project(map.getCenter()).distanceTo(map.project(fitted.centre)) < ALIKE_PX;
  }
  map.on("resize", function () { if (isWhole()) { fitWhole(); } });
  function show(c) {
    if (!c.layer) { return; }
    var box = page.areas.boundsOf(c), a = map.latLngToContainerPoint(box.getNorthWest()), b = map.latLngToContainerPoint(box.getSouthEast()), size = map.getSize();
    if (a.x >= RIM_PX && a.y >= RIM_PX && b.x <= size.x - RIM_PX && b.y <= size.y - RIM_PX) { return; }
    if (b.x - a.x > size.x - 2 * RIM_PX || b.y - a.y > size.y - 2 * RIM_PX) { map.fitBounds(box, { animate: false, padding: [RIM_PX, RIM_PX] }); }
    else { map.panTo(box.getCenter(), { animate: false }); }
  }
  function approach(c, pad) { if (c.layer) { map.fitBounds(page.areas.boundsOf(c).pad(pad), { animate: false, maxZoom: 16 }); } }
  function bounds() { var b = map.getBounds(); return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]; }
  return { fitWhole: fitWhole, isWhole: isWhole, show: show, approach: approach, bounds: bounds };
};
