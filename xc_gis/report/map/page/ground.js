// Below the communities and over them: parks, water and streets of the study. In the window they come as tiles instead.
xcParts.ground = function (page) { // uses map, records, elements
  "use strict";
  var marks = page.data.themes.marks, pane = page.elements.pane, streets = L.layerGroup();
  pane("ground", 250, true); pane("water", 310, true); pane("streets", 320, true);
  if (!page.inWindow) {
    var below = L.canvas({ pane: "ground" }), above = L.canvas({ pane: "water" }), lines = L.canvas({ pane: "streets" });
    page.data.ground.forEach(function (g) {
      var wet = g.kind === "water"; // water lies over the communities: it is what walks go around
      L.polygon(g.rings.map(page.records.line), {
        renderer: wet ? above : below, interactive: false, stroke: false, fillOpacity: 1, fillColor: wet ? marks.water : marks.green
      }).addTo(page.map);
    });
    page.data.streets.forEach(function (s) {
      L.polyline(s.lines.map(page.records.line), { renderer: lines, interactive: false, color: s.colour, weight: s.weight, opacity: s.opacity }).addTo(streets);
    });
  }
  streets.addTo(page.map);
  return { streets: streets };
};
