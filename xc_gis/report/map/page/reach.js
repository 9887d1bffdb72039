// From where one gets to the facility nearest to a community: its outlines, the shorter walk over the longer one.
xcParts.reach = function (page) { // uses map, records, words, elements, sites
  "use strict";
  var map = page.map, t = page.words.t, themes = page.data.themes;
  page.elements.pane("reach", 440, true);
  var layer = L.layerGroup().addTo(map);
  page.sites.alsoFind(layer);

  function draw(c, category) {
    layer.clearLayers();
    var near = page.records.nearest(c, category.code);
    if (!near) { return; }
    var rows = page.records.outlines(near.facility, category.profile);
    rows.forEach(function (row, n) {
      var colour = themes.isochrones[Math.min(themes.isochrones.length, rows.length - n) - 1], top = null;
      row.polygons.forEach(function (rings) {
        var shape = rings.map(page.records.line);
        L.polygon(shape, { pane: "reach", interactive: false, color: themes.marks.rim, weight: 4.6, opacity: 0.85, fillColor: colour, fillOpacity: 0.08 }).addTo(layer);
        L.polygon(shape, { pane: "reach", interactive: false, color: colour, weight: 2.4, fill: false }).addTo(layer);
        shape[0].forEach(function (corner) { var at = L.latLng(corner); if (!top || at.lat > top.lat) { top = at; } });
      });
      if (top) { label(top, row.minutes); }
    });
    L.circleMarker([near.facility.lat, near.facility.lon], {
      pane: "reach", radius: 8, color: themes.marks.rim, weight: 2, fillColor: themes.marks.place, fillOpacity: 1, interactive: false
    }).addTo(layer).site = near.facility;
  }
  function label(at, minutes) {
    L.tooltip({ permanent: true, direction: "center", className: "xc-minutes", interactive: false })
      .setLatLng(at).setContent(page.elements.el("span", "", t("{} 分钟", minutes))).addTo(layer);
  }
  return { draw: draw, clear: function () { layer.clearLayers(); } };
};
