// What was measured: straight lines between the clicks, the ways on which one walks, and what stands at each click.
xcWindowParts.measured = function (own) { // uses map, elements, themes
  "use strict";
  var marks = own.themes.marks;
  own.elements.pane("measured", 455, true);
  var layer = L.layerGroup().addTo(own.map);
  function line(points, looks) { L.polyline(points, Object.assign({ pane: "measured", interactive: false }, looks)).addTo(layer); }
  function show(m) { // { points, ways, labels }; points and ways as [lon, lat]
    layer.clearLayers();
    m.ways.filter(function (way) { return way.length; }).map(function (way) { return L.GeoJSON.coordsToLatLngs(way); }).forEach(function (way) {
      line(way, { color: marks.rim, weight: 8, opacity: 0.9 }); line(way, { color: marks.way, weight: 4, opacity: 0.9 });
    });
    var points = L.GeoJSON.coordsToLatLngs(m.points);
    line(points, { color: marks.tool, weight: 2, dashArray: "6 4" });
    points.forEach(function (at, i) {
      L.circleMarker(at, { pane: "measured", interactive: false, radius: 5, color: marks.rim, weight: 2, fillColor: marks.tool, fillOpacity: 1 }).addTo(layer);
      if (!m.labels[i]) { return; }
      L.tooltip({ permanent: true, direction: "right", offset: [8, 0], className: "xc-measure", interactive: false, pane: "measured" })
        .setLatLng(at).setContent(own.elements.el("span", "", m.labels[i])).addTo(layer);
    });
  }
  return { show: show, clear: function () { layer.clearLayers(); } };
};
