// Moving the map to what the search found, and marking it.
xcWindowParts.marks = function (own) { // uses map, elements, themes, hits
  "use strict";
  var map = own.map, marks = own.themes.marks, NEAR = 17, CLOSE = 16, WIDE = 15;
  own.elements.pane("found", 450);
  var layer = L.layerGroup().addTo(map);
  function clear() { layer.clearLayers(); }
  function turned(line) { return L.GeoJSON.coordsToLatLngs(line); }
  function street(mark) {
    var lines = mark.lines.map(turned), box = mark.box;
    [{ color: marks.rim, weight: 9 }, { color: marks.found, weight: 5 }].forEach(function (pen) {
      L.polyline(lines, Object.assign({ pane: "found", interactive: false, opacity: 0.85 }, pen)).addTo(layer);
    });
    map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { animate: false, maxZoom: NEAR, padding: [40, 40] });
  }
  function spot(mark) {
    L.circleMarker([mark.lat, mark.lon], { pane: "found", interactive: false, radius: WIDE, color: marks.rim, weight: 6, fill: false }).addTo(layer);
    L.circleMarker([mark.lat, mark.lon], { pane: "found", radius: WIDE, color: marks.found, weight: 3, fillColor: marks.found, fillOpacity: 0.12 })
      .bindTooltip(function () { return own.elements.tip(mark.title, [mark.more]); }, { permanent: true, direction: "top", offset: [0, -14], className: "xc-found" }).addTo(layer);
    map.setView([mark.lat, mark.lon], Math.max(map.getZoom(), CLOSE), { animate: false });
  }
  function show(mark) { // { lon, lat, title, more }, of a street { lines, box }
    clear();
    if (mark.lines) { street(mark); } else { spot(mark); }
  }
  function showArea(ids) { // one community fills a third of the map, several fill it
    clear();
    var boxes = own.hits.communities().filter(function (c) { return ids.indexOf(c.id) >= 0; }).map(own.hits.boundsOf).filter(Boolean);
    if (boxes.length) {
      var all = boxes.reduce(function (sum, box) { return sum.extend(box); }, L.latLngBounds(boxes[0].getSouthWest(), boxes[0].getNorthEast()));
      map.fitBounds(all.pad(boxes.length > 1 ? 0.05 : 1), { animate: false, maxZoom: CLOSE });
    }
  }
  return { show: show, showArea: showArea, clear: clear };
};
