// Borders and names of the subdistricts. Names that would cover each other are written smaller; those that still would are left away.
xcParts.borders = function (page) { // uses map, records, elements
  "use strict";
  var map = page.map, layer = L.layerGroup(), names = [], taken = [], SIZES = [13, 11];
  page.elements.pane("borders", 340, true);
  page.data.subdistricts.forEach(function (s) {
    s.rings.forEach(function (r) {
      L.polyline(page.records.line(r), { pane: "borders", interactive: false, color: page.data.themes.marks.border, weight: 1.8, opacity: 0.85 }).addTo(layer);
    });
    var label = page.elements.el("span", "", s.name.replace(/街道$/, "")), at = L.latLng(s.at.lat, s.at.lon);
    names.push({ label: label, at: at });
    L.tooltip({ permanent: true, direction: "center", className: "xc-sub", interactive: false }).setLatLng(at).setContent(label).addTo(layer);
  });
  layer.addTo(map);
  function spread() {
    SIZES.some(function (size) {
      var kept = [], hidden = 0;
      names.forEach(function (n) {
        var at = map.latLngToLayerPoint(n.at), width = n.label.textContent.length * size / 2 + 1, height = size / 2 + 2;
        var free = kept.every(function (k) { return Math.abs(k.at.x - at.x) >= k.width + width || Math.abs(k.at.y - at.y) >= k.height + height; });
        n.label.style.fontSize = size + "px"; n.label.style.visibility = free ? "" : "hidden";
        if (free) { kept.push({ at: at, width: width, height: height, of: n }); } else { hidden += 1; }
      });
      taken = kept;
      return !hidden;
    });
  }
  map.on("zoomend", spread);
  function boxes() { // where names stand: { at, width, height } in pixels, halves
    return map.hasLayer(layer) ? taken.map(function (k) { return { at: map.latLngToLayerPoint(k.of.at), width: k.width, height: k.height }; }) : [];
  }
  return { layer: layer, spread: spread, boxes: boxes };
};
