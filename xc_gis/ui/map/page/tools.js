// Tools that take the mouse: clicks draw an area or a line, or measure a way; a double click ends, Esc (from the window) cancels. What was
// done is told to the window, which decides and answers. The box is a tool, too (box.js), and those of planning.js.
xcWindowParts.tools = function (own) { // uses map, run, elements, themes, tell
  "use strict";
  var map = own.map, marks = own.themes.marks, LINE = marks.tool, LEAST_PX = 5, DOUBLE_MS = 400;
  var AREAS = { area: "area", ring: "plan_ring" }, LINES = { measure: "measured", line: "plan_line" }; // tools that draw, and what tells their end
  var mode = "", corners = [], pointer = null, ended = 0;
  own.elements.pane("tools", 460, true);
  var drawn = L.layerGroup().addTo(map), container = map.getContainer();

  function set(wanted) {
    mode = wanted; corners = []; drawn.clearLayers(); pointer = null; ended = 0;
    own.run.setMode(mode ? "tool" : "community");
    container.style.cursor = mode ? "crosshair" : "";
    if (mode) { map.doubleClickZoom.disable(); } else { map.doubleClickZoom.enable(); }
    if (mode === "box") { map.dragging.disable(); } else { map.dragging.enable(); }
  }
  function draws() { return Boolean(AREAS[mode] || LINES[mode]); }
  function draw() {
    drawn.clearLayers();
    var line = pointer ? corners.concat([pointer]) : corners, looks = { pane: "tools", interactive: false, color: LINE, weight: 2.5 };
    if (AREAS[mode] && line.length > 2) { L.polygon(line, Object.assign({ fillColor: LINE, fillOpacity: 0.1 }, looks)).addTo(drawn); }
    else if (line.length > 1) { L.polyline(line, Object.assign({ dashArray: "6 4" }, looks)).addTo(drawn); }
    corners.forEach(function (p) { L.circleMarker(p, { pane: "tools", interactive: false, radius: 4, color: marks.rim, weight: 1.5, fillColor: LINE, fillOpacity: 1 }).addTo(drawn); });
  }
  function plain(list) { return list.map(function (p) { return [p.lng, p.lat]; }); } // as in GeoJSON
  function begin(name, lon, lat) { // a tool whose first click is done
    set(name); corners = [L.latLng(lat, lon)]; draw();
    own.tell(name, { points: plain(corners) });
  }
  function end() {
    var points = plain(corners), was = mode;
    set("");
    map.doubleClickZoom.disable(); ended = Date.now(); // this double click zooms nothing and chooses nothing
    setTimeout(function () { if (!mode) { map.doubleClickZoom.enable(); } }, DOUBLE_MS);
    if (AREAS[was]) { own.tell(AREAS[was], { ring: points }); } else { own.tell(LINES[was], { points: points }); }
  }
  map.on("click", function (e) {
    if (!draws()) { return; }
    var last = corners[corners.length - 1];
    if (last && map.latLngToContainerPoint(last).distanceTo(e.containerPoint) < LEAST_PX) { end(); return; } // the second of a double click
    corners.push(e.latlng); draw();
    if (mode === "measure") { own.tell("measure", { points: plain(corners) }); }
  });
  map.on("mousemove", function (e) { if (corners.length && draws()) { pointer = e.latlng; draw(); } });
  container.addEventListener("click", function (e) { if (Date.now() - ended < DOUBLE_MS) { e.stopPropagation(); e.preventDefault(); } }, true);
  return { set: set, begin: begin, mode: function () { return mode; } };
};
