// Facilities on the map. They are drawn on a canvas that covers it and must not take the clicks that are meant for the communities
// below: which facility is under the pointer is found here instead (decision 104).
xcParts.sites = function (page) { // uses map, state, records, words, theme, dots, elements
  "use strict";
  var map = page.map, t = page.words.t, marks = page.data.themes.marks, NEAR_PX = 9;
  page.elements.pane("sites", 430, true);
  var layer = L.featureGroup().addTo(map), groups = [layer], canvas = L.canvas({ pane: "sites" });
  var shownTip = L.tooltip({ direction: "top", offset: [0, -6] }), pointed = null;

  function at(point) { // the drawn facility next to a pixel, as its layer
    var nearest = null, near = NEAR_PX;
    groups.forEach(function (group) {
      group.eachLayer(function (one) {
        if (!one.site) { return; }
        var away = map.latLngToContainerPoint(one.getLatLng()).distanceTo(point);
        if (away <= near) { near = away; nearest = one; }
      });
    });
    return nearest;
  }
  function tip(f) {
    var kind = page.records.type(f.type);
    return page.elements.tip(f.name, [
      kind ? page.words.named(kind) : "", f.address, f.status === "open" ? "" : f.status === "closed" ? t("已停业,不计入") : t("规划中,不计入"),
      f.off_network ? t("附近没有可步行道路,不计入") : ""
    ]);
  }
  function point(one) {
    if (one === pointed) { return; }
    pointed = one;
    map.getContainer().classList.toggle("xc-on-site", Boolean(one)); // one tip at a time
    if (one) { shownTip.setLatLng(one.getLatLng()).setContent(tip(one.site)).addTo(map); } else { shownTip.remove(); }
  }
  map.on("mousemove", function (e) { point(at(e.containerPoint)); });
  map.on("mouseout zoomstart", function () { point(null); });

  function types() { // codes of those that are shown
    var category = page.theme.category(page.state.theme);
    return page.state.siteTypes || (category ? category.types : []);
  }
  function draw() { // how many of them count
    layer.clearLayers(); point(null);
    var wanted = page.state.on.sites ? types() : [], n = 0, size = page.dots.fineness();
    if (!wanted.length) { return 0; }
    page.records.facilities().forEach(function (f) {
      if (f.lat === null || wanted.indexOf(f.type) < 0) { return; }
      n += f.counted ? 1 : 0;
      L.circleMarker([f.lat, f.lon], { // a ring: told from the dots of people in gap by its form, also in grey print
        renderer: canvas, pane: "sites", interactive: false, radius: (f.counted ? 5.2 : 4.2) * size, weight: 2.6 * size,
        color: f.counted ? marks.facility : marks.left_out, fillColor: marks.rim, fillOpacity: 1
      }).addTo(layer).site = f;
    });
    return n;
  }
  map.on("zoomend", function () { if (types().length) { draw(); } });
  return { draw: draw, at: at, tip: tip, alsoFind: function (group) { groups.push(group); } };
};
