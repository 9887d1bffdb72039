// In the window: tools that take the mouse. A box (or Shift and drag) chooses communities, clicks draw an area or measure a way;
// a double click ends, Esc (from the window) cancels. What was done is told to the window, which decides and answers.
(function () {
  "use strict";
  var map = window.map_main, run = window.xcMap, own = window.xcWindowMap, found = window.xcWindowFound;
  if (!own || !found || window.xcWindowTools) { return; }
  var LEAST_PX = 5, LINE = "#0b3c6f", mode = "", corners = [], pointer = null, ended = 0, DOUBLE_MS = 400;
  map.createPane("tools").style.zIndex = 460;
  map.createPane("selected").style.zIndex = 435; // above the dots of facilities
  map.getPane("selected").style.pointerEvents = "none"; map.getPane("tools").style.pointerEvents = "none";
  var drawn = L.layerGroup().addTo(map), selected = L.layerGroup().addTo(map);
  map.boxZoom.disable(); // Shift and drag chooses here

  function tell(name, facts) { if (own.bridge) { own.bridge.happened(name, facts); } }
  function set(wanted) {
    mode = wanted; corners = []; drawn.clearLayers(); pointer = null; ended = 0;
    run.setMode(mode ? "tool" : "community");
    map.getContainer().style.cursor = mode ? "crosshair" : "";
    if (mode) { map.doubleClickZoom.disable(); } else { map.doubleClickZoom.enable(); }
    if (mode === "box") { map.dragging.disable(); } else { map.dragging.enable(); }
  }

  // -- which communities ---------------------------------------------------------------------------------------------
  function inRing(ring, lat, lon) {
    var inside = false;
    for (var i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      var a = ring[i], b = ring[j];
      if ((a[0] > lat) !== (b[0] > lat) && lon < (b[1] - a[1]) * (lat - a[0]) / (b[0] - a[0]) + a[1]) { inside = !inside; }
    }
    return inside;
  }
  function holds(c, lat, lon) { // rings and holes alike: inside an odd number of them
    return Boolean(c.rings) && c.rings.filter(function (r) { return inRing(r, lat, lon); }).length % 2 === 1;
  }
  function crosses(ring, box) { // does a line of the ring touch the box?
    for (var i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      if (L.LineUtil.clipSegment(L.point(ring[j][1], ring[j][0]), L.point(ring[i][1], ring[i][0]), box)) { return true; }
    }
    return false;
  }
  function touched(bounds) {
    var box = L.bounds([bounds.getWest(), bounds.getSouth()], [bounds.getEast(), bounds.getNorth()]);
    return found.communities().filter(function (c) {
      if (c.point && !c.rings) { return bounds.contains([c.point[1], c.point[0]]); }
      return Boolean(c.rings) && (c.rings.some(function (r) { return crosses(r, box); }) || holds(c, bounds.getSouth(), bounds.getWest()));
    }).map(function (c) { return c.id; });
  }
  function communityAt(latlng) {
    var hit = null;
    found.communities().forEach(function (c) {
      if (holds(c, latlng.lat, latlng.lng)) { hit = c; }
      else if (!hit && c.point && !c.rings && map.latLngToContainerPoint([c.point[1], c.point[0]]).distanceTo(map.latLngToContainerPoint(latlng)) < 9) { hit = c; }
    });
    return hit;
  }

  // -- the box -------------------------------------------------------------------------------------------------------
  var container = map.getContainer(), start = null, box = null;
  function swallowClick() {
    function swallow(e) { e.stopPropagation(); e.preventDefault(); }
    container.addEventListener("click", swallow, true);
    setTimeout(function () { container.removeEventListener("click", swallow, true); }, 0);
  }
  container.addEventListener("mousedown", function (e) {
    if (e.button !== 0 || !(mode === "box" || (e.shiftKey && !mode)) || e.target.closest(".leaflet-control")) { return; }
    start = map.mouseEventToContainerPoint(e);
    e.stopPropagation(); e.preventDefault();
    document.addEventListener("mousemove", stretch, true);
    document.addEventListener("mouseup", finish, true);
  }, true);
  function stretch(e) {
    var bounds = L.latLngBounds(map.containerPointToLatLng(start), map.mouseEventToLatLng(e));
    if (!box) { box = L.rectangle(bounds, { pane: "tools", interactive: false, color: LINE, weight: 2, dashArray: "6 4", fillColor: LINE, fillOpacity: 0.08 }).addTo(map); }
    box.setBounds(bounds);
  }
  function finish(e) {
    document.removeEventListener("mousemove", stretch, true);
    document.removeEventListener("mouseup", finish, true);
    var end = map.mouseEventToContainerPoint(e), bounds = L.latLngBounds(map.containerPointToLatLng(start), map.containerPointToLatLng(end));
    var far = Math.max(Math.abs(end.x - start.x), Math.abs(end.y - start.y)) >= LEAST_PX;
    if (box) { box.remove(); box = null; }
    start = null;
    if (!far) { return; }
    swallowClick();
    if (mode) { set(""); }
    tell("box", { ids: touched(bounds) });
  }
  container.addEventListener("click", function (e) { if (Date.now() - ended < DOUBLE_MS) { e.stopPropagation(); e.preventDefault(); } }, true);
  container.addEventListener("click", function (e) { // Ctrl and click: one more, or one less
    if (!e.ctrlKey || mode || e.target.closest(".leaflet-control")) { return; }
    var c = communityAt(map.mouseEventToLatLng(e));
    e.stopPropagation(); e.preventDefault();
    if (c) { tell("toggle", { id: c.id }); }
  }, true);

  // -- a right click: what lies there is told, the window shows the menu -------------------------------------------------
  function siteAt(at) { // the facility drawn there, with its row in the data
    var nearest = null, reach = 10;
    map.eachLayer(function (l) {
      if (!l.site) { return; }
      var away = map.latLngToContainerPoint(l.getLatLng()).distanceTo(at);
      if (away <= reach) { reach = away; nearest = l.site; }
    });
    return nearest && { row: found.rowOf(nearest), name: nearest[2] };
  }
  container.addEventListener("contextmenu", function (e) {
    e.stopPropagation(); e.preventDefault();
    if (mode || e.target.closest(".leaflet-control")) { return; }
    var at = map.mouseEventToContainerPoint(e), latlng = map.mouseEventToLatLng(e), c = communityAt(latlng), site = siteAt(at);
    tell("menu", { lon: latlng.lng, lat: latlng.lat, x: e.clientX, y: e.clientY, community: c ? c.id : "", row: site ? site.row : -1, name: site ? site.name : "" });
  }, true);
  function begin(name, lon, lat) { // a tool whose first click is done
    set(name); corners = [L.latLng(lat, lon)]; draw();
    tell(name, { points: plain(corners) });
  }

  // -- where the pointer is ------------------------------------------------------------------------------------------
  var POINTER_MS = 60, pointerTold = 0, pointerNext = null;
  function tellPointer(facts) {
    clearTimeout(pointerNext);
    var wait = POINTER_MS - (Date.now() - pointerTold);
    if (wait > 0) { pointerNext = setTimeout(tellPointer, wait, facts); return; }
    pointerTold = Date.now(); tell("pointer", facts);
  }
  map.on("mousemove", function (e) { tellPointer({ on: true, lon: e.latlng.lng, lat: e.latlng.lat }); });
  map.on("mouseout", function () { tellPointer({ on: false }); });

  // -- corners of an area, or of a way that is measured --------------------------------------------------------------
  function draw() {
    drawn.clearLayers();
    var line = pointer ? corners.concat([pointer]) : corners;
    if (mode === "area" && line.length > 2) { L.polygon(line, { pane: "tools", interactive: false, color: LINE, weight: 2.5, fillColor: LINE, fillOpacity: 0.1 }).addTo(drawn); }
    else if (line.length > 1) { L.polyline(line, { pane: "tools", interactive: false, color: LINE, weight: 2.5, dashArray: "6 4" }).addTo(drawn); }
    corners.forEach(function (p) { L.circleMarker(p, { pane: "tools", interactive: false, radius: 4, color: "#fff", weight: 1.5, fillColor: LINE, fillOpacity: 1 }).addTo(drawn); });
  }
  function plain(list) { return list.map(function (p) { return [p.lng, p.lat]; }); }
  map.on("click", function (e) {
    if (mode !== "area" && mode !== "measure") { return; }
    var last = corners[corners.length - 1];
    if (last && map.latLngToContainerPoint(last).distanceTo(e.containerPoint) < LEAST_PX) { end(); return; } // the second of a double click
    corners.push(e.latlng); draw();
    if (mode === "measure") { tell("measure", { points: plain(corners) }); }
  });
  map.on("mousemove", function (e) { if (corners.length && (mode === "area" || mode === "measure")) { pointer = e.latlng; draw(); } });
  function end() {
    var points = plain(corners), was = mode;
    set("");
    map.doubleClickZoom.disable(); ended = Date.now(); // this double click zooms nothing and chooses nothing
    setTimeout(function () { if (!mode) { map.doubleClickZoom.enable(); } }, DOUBLE_MS);
    if (was === "area") { tell("area", { ring: points }); } else { tell("measured", { points: points }); }
  }

  // -- what was measured: straight lines, and the ways on which one walks ------------------------------------------------
  var measured = L.layerGroup().addTo(map), WAY = "#5b0f4d";
  map.createPane("measured").style.zIndex = 455; map.getPane("measured").style.pointerEvents = "none";
  function turned(list) { return list.map(function (p) { return [p[1], p[0]]; }); }
  function measure(m) {
    measured.clearLayers();
    function put(shape) { shape.addTo(measured); }
    m.ways.forEach(function (way) {
      if (way.length) { [["#ffffff", 8], [WAY, 4]].forEach(function (pen) { put(L.polyline(turned(way), { pane: "measured", interactive: false, color: pen[0], weight: pen[1], opacity: 0.9 })); }); }
    });
    put(L.polyline(turned(m.points), { pane: "measured", interactive: false, color: LINE, weight: 2, dashArray: "6 4" }));
    m.points.forEach(function (p, i) {
      put(L.circleMarker([p[1], p[0]], { pane: "measured", interactive: false, radius: 5, color: "#fff", weight: 2, fillColor: LINE, fillOpacity: 1 }));
      if (m.labels[i]) {
        var words = document.createElement("span"); words.textContent = m.labels[i];
        put(L.tooltip({ permanent: true, direction: "right", offset: [8, 0], className: "xc-measure", interactive: false, pane: "measured" }).setLatLng([p[1], p[0]]).setContent(words));
      }
    });
  }

  // -- what is chosen ------------------------------------------------------------------------------------------------
  function frame(shape, dash) {
    [["#ffffff", 4, null], ["#000000", 1.8, dash]].forEach(function (pen) { shape({ pane: "selected", interactive: false, color: pen[0], weight: pen[1], dashArray: pen[2], opacity: 1, fill: false }); });
  }
  function select(chosen) { // { ids, ring }: frames of communities, or of an area drawn
    selected.clearLayers();
    var wanted = Object.create(null);
    chosen.ids.forEach(function (id) { wanted[id] = true; });
    found.communities().forEach(function (c) {
      if (!wanted[c.id] || !(c.rings || c.point)) { return; }
      frame(function (looks) { (c.rings ? L.polygon(c.rings, looks) : L.circleMarker([c.point[1], c.point[0]], Object.assign({ radius: 10 }, looks))).addTo(selected); }, null);
    });
    if (chosen.ring.length) { frame(function (looks) { L.polygon(chosen.ring.map(function (p) { return [p[1], p[0]]; }), looks).addTo(selected); }, "8 5"); }
  }
  window.xcWindowTools = { set: set, begin: begin, select: select, clear: function () { selected.clearLayers(); }, communityAt: communityAt, measure: measure, clearMeasure: function () { measured.clearLayers(); } };
})();
