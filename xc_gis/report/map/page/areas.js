// The communities on the map: their colours, what the pointer says of them, and which one is framed.
xcParts.areas = function (page, clicked) { // uses map, state, records, words, theme, look, elements; clicked(community)
  "use strict";
  var map = page.map, t = page.words.t, state = page.state, marks = page.data.themes.marks;
  page.elements.pane("areas", 300); page.elements.pane("chosen", 425, true);
  var renderer = L.svg({ pane: "areas" }), frame = L.layerGroup().addTo(map), placed = [];

  function style(c) {
    var look = page.look.of(c, state.theme);
    return {
      fillColor: look.fill, fillOpacity: look.fill === page.look.HATCH ? 1 : page.data.themes.fill, color: marks.edge, weight: 0.8,
      dashArray: look.dash ? "4 3" : null, opacity: 1
    };
  }
  function tip(c) {
    var where = c.subdistrict + (c.derived ? " · " + t("范围为推定") : "");
    return page.elements.tip(c.name, [where, page.theme.name(state.theme) + t("：") + page.look.of(c, state.theme).words]);
  }
  function shape(c, options) { // null without a place
    if (c.rings) { return L.polygon(c.rings.map(page.records.line), options); }
    return c.lat === undefined ? null : L.circleMarker([c.lat, c.lon], options);
  }
  page.data.communities.forEach(function (c) {
    var layer = shape(c, { renderer: renderer, pane: "areas", radius: 7 });
    if (!layer) { return; }
    layer.setStyle(style(c));
    layer.bindTooltip(function () { return tip(c); }, { sticky: true, className: "xc-area-tip" });
    layer.on("click", function () { if (state.mode === "community") { clicked(c); } });
    layer.addTo(map);
    c.layer = layer; placed.push(c);
  });
  function colour() { placed.forEach(function (c) { c.layer.setStyle(style(c)); }); }
  function frameChosen() { // black within white stands out from every colour, for every eye, and in grey print
    frame.clearLayers();
    if (!state.chosen || !state.chosen.layer) { return; }
    [{ color: marks.rim, weight: 9 }, { color: marks.frame, weight: 4 }].forEach(function (pen) {
      shape(state.chosen, Object.assign({ pane: "chosen", interactive: false, opacity: 1, fill: false, radius: 10 }, pen)).addTo(frame);
    });
  }
  function boundsOf(c) { return c.rings ? c.layer.getBounds() : L.latLngBounds([c.layer.getLatLng()]); }
  return { tip: tip, colour: colour, frameChosen: frameChosen, boundsOf: boundsOf };
};
