// A place: where one gets in 5, 10, 15 minutes, the nearest facility of each category, the ways there.
xcWindowParts.place = function (own) { // uses map, t, elements, themes, background
  "use strict";
  var map = own.map, t = own.t, marks = own.themes.marks, MINUTES = own.themes.isochrones; // from the shortest walk to the longest
  own.elements.pane("place-areas", 405, true); own.elements.pane("place-marks", 445);
  var layer = L.layerGroup().addTo(map);

  function tip(title, lines) { return function () { return own.elements.tip(title, lines); }; }
  function dot(place, radius, weight, colour) {
    return L.circleMarker([place.lat, place.lon], { pane: "place-marks", radius: radius, color: marks.rim, weight: weight, fillColor: colour, fillOpacity: 1 });
  }
  function approach(box, leastPx) { // go there unless it is in sight and large enough to see
    if (!box.isValid()) { return; }
    var a = map.latLngToContainerPoint(box.getNorthWest()), b = map.latLngToContainerPoint(box.getSouthEast());
    var small = Math.max(b.x - a.x, b.y - a.y) < leastPx;
    if (small || !map.getBounds().contains(box)) { map.fitBounds(box.pad(0.12), { animate: false, maxZoom: 16 }); }
  }
  function topPoint(geometry) { // the northernmost corner
    var best = null;
    L.geoJSON({ type: "Feature", geometry: geometry }).eachLayer(function (shape) {
      (function walk(part) { if (part.lat !== undefined) { if (!best || part.lat > best.lat) { best = part; } } else { part.forEach(walk); } })(shape.getLatLngs());
    });
    return best;
  }
  function ring(feature, colour) { // its bounds
    L.geoJSON(feature, { pane: "place-areas", interactive: false, style: { color: marks.rim, weight: 5.5, opacity: 0.9, fillColor: colour, fillOpacity: 0.12 } }).addTo(layer);
    var area = L.geoJSON(feature, { pane: "place-areas", interactive: false, style: { color: colour, weight: 2.8, fill: false } }).addTo(layer), top = topPoint(feature.geometry);
    if (top) {
      L.tooltip({ permanent: true, direction: "center", className: "xc-minutes", interactive: false, pane: "place-marks" })
        .setLatLng(top).setContent(own.elements.el("span", "", t("{} 分钟", feature.properties.minutes))).addTo(layer);
    }
    return area.getBounds();
  }
  function show(answer, only) { // only: the way to one category alone
    layer.clearLayers(); own.background.fade(true);
    var rings = ((answer.isochrones || {}).features || []).slice().sort(function (a, b) { return b.properties.minutes - a.properties.minutes; });
    var seen = L.latLngBounds([]), ways = answer.ways || { type: "FeatureCollection", features: [] };
    rings.forEach(function (feature, n) { seen.extend(ring(feature, MINUTES[Math.min(MINUTES.length, rings.length - n) - 1])); });
    var lines = L.geoJSON(ways, {
      pane: "place-areas", interactive: false, filter: function (f) { return !only || f.properties.category === only; },
      style: { color: marks.way, weight: only ? 4.5 : 2.6, opacity: 0.9, dashArray: "1 6", lineCap: "round" }
    }).addTo(layer);
    if (!seen.isValid() && ways.features.length) { seen.extend(lines.getBounds()); }
    approach(seen, rings.length ? 260 : 90);
    (answer.nearest || []).forEach(function (n) {
      if (n.lon === null || n.lon === undefined || (only && n.category !== only)) { return; }
      dot(n, 6, 1.6, marks.way).bindTooltip(tip(n.facility, [(t("北") !== "北" && n.en) || n.zh, n.minutes === null ? "" : t("{} 分钟", n.minutes.toFixed(1))])).addTo(layer);
    });
    if (answer.lon === null || answer.lon === undefined) { return; }
    dot(answer, 8, 2.5, marks.place).bindTooltip(tip(t("所选地点"), [answer.lon.toFixed(5) + "," + answer.lat.toFixed(5)])).addTo(layer);
  }
  return { show: show, clear: function () { layer.clearLayers(); own.background.fade(false); } };
};
