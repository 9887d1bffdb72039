// In the window: moving the map to what the search found, and marking it. Also reads the page's data once more for the window's
// other tools: communities with their rings, unpacked when first wanted.
(function () {
  "use strict";
  var map = window.map_main, own = window.xcWindowMap;
  if (!own || window.xcWindowFound) { return; }
  var PURPLE = "#5b0f4d", NEAR = 17, known = null;

  function el(tag, cls, content) { var e = document.createElement(tag); if (cls) { e.className = cls; } if (content !== undefined) { e.textContent = content; } return e; }
  map.createPane("found").style.zIndex = 450;
  var marks = L.layerGroup().addTo(map);

  function unpack(flat, scale) {
    var out = [], x = 0, y = 0;
    for (var i = 0; i < flat.length; i += 2) { x += flat[i]; y += flat[i + 1]; out.push([y / scale, x / scale]); }
    return out;
  }
  function communities() { // [{ id, subdistrict, rings: [[[lat, lon], ...]], point: [lon, lat] }], rings or point absent without a place
    if (!known) {
      var data = JSON.parse(document.getElementById("xc-data").textContent);
      known = data.communities.map(function (c) {
        return { id: c.id, name: c.name, subdistrict: c.subdistrict, rings: c.rings && c.rings.map(function (r) { return unpack(r, data.scale); }), point: c.point };
      });
    }
    return known;
  }
  function rowOf(site) { // of a facility as the page has it; the first of those that are alike
    var wanted = JSON.stringify(site), rows = JSON.parse(document.getElementById("xc-data").textContent).facilities;
    for (var i = 0; i < rows.length; i++) { if (rows[i][2] === site[2] && JSON.stringify(rows[i]) === wanted) { return i; } }
    return -1;
  }
  function boundsOf(c) {
    if (c.rings) { return L.latLngBounds([].concat.apply([], c.rings)); }
    return c.point ? L.latLngBounds([[c.point[1], c.point[0]]]) : null;
  }
  function clear() { marks.clearLayers(); }
  function tip(mark) {
    return function () {
      var box = el("div", "xc-tip");
      box.appendChild(el("b", "", mark.title));
      if (mark.more) { box.appendChild(el("div", "", mark.more)); }
      return box;
    };
  }
  function show(mark) {
    clear();
    if (mark.lines) {
      [["#ffffff", 9], [PURPLE, 5]].forEach(function (pen) {
        L.polyline(mark.lines.map(function (l) { return l.map(function (p) { return [p[1], p[0]]; }); }), { pane: "found", interactive: false, color: pen[0], weight: pen[1], opacity: 0.85 }).addTo(marks);
      });
      map.fitBounds([[mark.box[1], mark.box[0]], [mark.box[3], mark.box[2]]], { animate: false, maxZoom: NEAR, padding: [40, 40] });
      return;
    }
    L.circleMarker([mark.lat, mark.lon], { pane: "found", interactive: false, radius: 15, color: "#ffffff", weight: 6, fill: false }).addTo(marks);
    L.circleMarker([mark.lat, mark.lon], { pane: "found", radius: 15, color: PURPLE, weight: 3, fillColor: PURPLE, fillOpacity: 0.12 })
      .bindTooltip(tip(mark), { permanent: true, direction: "top", offset: [0, -14], className: "xc-found" }).addTo(marks);
    map.setView([mark.lat, mark.lon], Math.max(map.getZoom(), 16), { animate: false });
  }
  function showArea(id) { // a community that fills a third of the map
    clear();
    communities().forEach(function (c) {
      var box = c.id === id && boundsOf(c);
      if (box) { map.fitBounds(box.pad(1), { animate: false, maxZoom: 16 }); }
    });
  }
  window.xcWindowFound = { show: show, showArea: showArea, clear: clear, communities: communities, rowOf: rowOf };
})();
