// Frames of the communities that are selected, or of an area that was drawn: black within white, above the dots of facilities.
xcWindowParts.selected = function (own) { // uses map, elements, themes, hits
  "use strict";
  var marks = own.themes.marks;
  own.elements.pane("selected", 435, true);
  var layer = L.layerGroup().addTo(own.map);
  function frame(shape, dash) { // shape(looks): a layer
    [{ color: marks.rim, weight: 4 }, { color: marks.frame, weight: 1.8, dashArray: dash }].forEach(function (pen) {
      shape(Object.assign({ pane: "selected", interactive: false, opacity: 1, fill: false }, pen)).addTo(layer);
    });
  }
  function show(chosen) { // { ids, ring }; the ring as [lon, lat]
    layer.clearLayers();
    var wanted = Object.create(null);
    chosen.ids.forEach(function (id) { wanted[id] = true; });
    own.hits.communities().forEach(function (c) {
      if (!wanted[c.id] || !own.hits.boundsOf(c)) { return; }
      frame(function (looks) { return c.rings ? L.polygon(c.rings, looks) : L.circleMarker([c.lat, c.lon], Object.assign({ radius: 10 }, looks)); }, null);
    });
    if (chosen.ring.length) { frame(function (looks) { return L.polygon(L.GeoJSON.coordsToLatLngs(chosen.ring), looks); }, "8 5"); }
  }
  return { show: show, clear: function () { layer.clearLayers(); } };
};
