// The communities on the map: their colours, what the pointer says of them, and which one is framed.
xcParts.areas = function (page, clicked) { // uses map, state, records, words, theme, look, elements; clicked(community)
  "use strict";
  var map = page.map, t = page.words.t, state = page.state, marks = page.data.themes.marks;
  page.elements.pane("areas", 300); page.elements.pane("unsure", 330, true); page.elements.pane("chosen", 425, true);
  var renderer = L.svg({ pane: "areas" }), stippled = L.svg({ pane: "unsure" }), frame = L.layerGroup().addTo(map), placed = [];

  function style(c) {
    var look = page.look.of(c, state.theme);
    return {
      fillColor: look.fill, fillOpacity: look.fill === page.look.HATCH ? 1 : page.data.themes.fill, color: marks.edge, weight: 0.8, opacity: 1
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
  function mark(c) { // dots over what unknown data may change: seen on every colour, at every scale, in grey print
    var unsure = Boolean(page.look.of(c, state.theme).unsure);
    if (unsure && !c.unsure) { c.unsure = shape(c, { renderer: stippled, pane: "unsure", interactive: false, stroke: false, fill: true, fillColor: "url(#xc-stipple)", fillOpacity: 1, radius: 7 }); }
    if (c.unsure) { if (unsure) { c.unsure.addTo(map); } else { c.unsure.remove(); } }
  }
  function colour() { placed.forEach(function (c) { c.layer.setStyle(style(c)); mark(c); }); }
  function frameChosen() { // black within white stands out from every colour, for every eye, and in grey print
    frame.clearLayers();
    if (!state.chosen || !state.chosen.layer) { return; }
    [{ color: marks.rim, weight: 9 }, { color: marks.frame, weight: 4 }].forEach(function (pen) {
      shape(state.chosen, Object.assign({ pane: "chosen", interactive: false, opacity: 1, fill: false, radius: 10 }, pen)).addTo(frame);
    });
  }
  function within(ring, lat, lon) { // whether a place lies in a ring
    var inside = false;
    ring.forEach(function (a, n) {
      var b = ring[(n + 1) % ring.length];
      if ((a[0] > lat) !== (b[0] > lat) && lon < a[1] + (lat - a[0]) / (b[0] - a[0]) * (b[1] - a[1])) { inside = !inside; }
    });
    return inside;
  }
  function at(lat, lon) { // the community in which a place lies, null outside of all; a hole is a ring within a ring
    return placed.filter(function (c) {
      return c.rings && c.rings.reduce(function (inside, ring) { return inside !== within(page.records.line(ring), lat, lon); }, false);
    })[0] || null;
  }
  function boundsOf(c) { return c.rings ? c.layer.getBounds() : L.latLngBounds([c.layer.getLatLng()]); }
  return { tip: tip, colour: colour, frameChosen: frameChosen, boundsOf: boundsOf, at: at };
};
