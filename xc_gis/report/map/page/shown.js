// What the window showed when the page was made, or what a file holds: areas within some minutes, ways, places; above everything else.
xcParts.shown = function (page) { // uses map, words, elements; data.shown: features of GeoJSON
  "use strict";
  var map = page.map, t = page.words.t, themes = page.data.themes, marks = themes.marks, features = page.data.shown || [];
  if (!features.length) { return { bounds: null }; }
  page.elements.pane("shown", 446); page.elements.pane("shown-marks", 447);
  var areas = features.filter(function (f) { return /Polygon$/.test(f.geometry.type); }), others = features.filter(function (f) { return areas.indexOf(f) < 0; });
  areas.sort(function (a, b) { return (b.properties.minutes || 0) - (a.properties.minutes || 0); });
  var layer = L.featureGroup().addTo(map);
  function said(f) { // name and minutes, as text
    var own = f.properties, minutes = typeof own.minutes === "number" ? t("{} 分钟", page.words.number(own.minutes)) : "";
    return page.elements.tip(own.name || t("所选地点"), [minutes]);
  }
  function label(at, minutes) {
    L.tooltip({ permanent: true, direction: "center", className: "xc-minutes", interactive: false, pane: "shown-marks" })
      .setLatLng(at).setContent(page.elements.el("span", "", t("{} 分钟", page.words.number(minutes)))).addTo(layer);
  }
  areas.forEach(function (f, n) {
    var colour = themes.isochrones[Math.max(0, Math.min(themes.isochrones.length, areas.length - n) - 1)];
    [{ color: marks.rim, weight: 5, opacity: 0.9, fillColor: colour, fillOpacity: 0.1 }, { color: colour, weight: 2.6, fill: false }].forEach(function (pen) {
      L.geoJSON(f, { pane: "shown", interactive: false, style: pen }).addTo(layer);
    });
    var box = L.geoJSON(f).getBounds();
    if (typeof f.properties.minutes === "number") { label([box.getNorth(), box.getCenter().lng], f.properties.minutes); }
  });
  others.forEach(function (f) {
    var isLine = /LineString$/.test(f.geometry.type);
    if (isLine) { L.geoJSON(f, { pane: "shown", interactive: false, style: { color: marks.rim, weight: 7, opacity: 0.9 } }).addTo(layer); }
    L.geoJSON(f, {
      pane: isLine ? "shown" : "shown-marks", style: { color: marks.way, weight: 4, opacity: 0.95, dashArray: "1 7", lineCap: "round" },
      pointToLayer: function (_, at) { return L.circleMarker(at, { pane: "shown-marks", radius: 8, color: marks.rim, weight: 2.5, fillColor: marks.place, fillOpacity: 1 }); }
    }).bindTooltip(function () { return said(f); }, { sticky: true }).addTo(layer);
  });
  return { bounds: layer.getBounds() };
};
