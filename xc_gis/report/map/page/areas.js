// The communities on the map: their colours, what the pointer says of them, which one is framed, and places that prove a picture.
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
  function samples() { // { x, y, colour, community } of places inside communities in sight, a few of each; colour "": hatched
    var found = [], size = map.getSize(), corner = map.containerPointToLayerPoint([0, 0]), TRIED = 40, ENOUGH = 5;
    placed.forEach(function (c) {
      var path = c.layer._path, fill = page.look.of(c, state.theme).fill, box = path.getBBox(), n = 0;
      for (var i = 0; i < TRIED && n < ENOUGH; i++) { // places spread evenly over the box (golden ratio)
        var at = path.ownerSVGElement.createSVGPoint();
        at.x = box.x + box.width * ((i + 0.5) / TRIED); at.y = box.y + box.height * ((i * 0.618034 + 0.31) % 1);
        var x = at.x - corner.x, y = at.y - corner.y;
        if (x < 2 || y < 2 || x > size.x - 2 || y > size.y - 2 || !path.isPointInFill(at)) { continue; }
        found.push({ x: x, y: y, colour: fill === page.look.HATCH ? "" : fill, community: c.id }); n += 1;
      }
    });
    return found;
  }
  return { tip: tip, colour: colour, frameChosen: frameChosen, boundsOf: boundsOf, samples: samples };
};
