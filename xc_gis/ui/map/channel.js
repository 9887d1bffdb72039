// What only the window puts on the map of a run: background tiles, answers about a place, and the way back to Qt.
(function () {
  "use strict";
  var VERSION = 4, map = window.map_main, run = window.xcMap;
  if (window.xcWindowMap) { return; }
  if (!map || !run || run.version !== VERSION) {
    new QWebChannel(qt.webChannelTransport, function (channel) { channel.objects.bridge.refused(); });
    return;
  }
  var t = window.xcWindow.t; // a sentence in the language of the window
  var MINUTES = ["#0b3c6f", "#2f7fb8", "#7fb3d9"]; // from the shortest walk to the longest

  function el(tag, cls, content) { var e = document.createElement(tag); if (cls) { e.className = cls; } if (content !== undefined) { e.textContent = content; } return e; }
  function pane(name, z, silent) { var p = map.getPane(name) || map.createPane(name); p.style.zIndex = z; if (silent) { p.style.pointerEvents = "none"; } return name; }
  pane("tiles-below", 240, true); pane("tiles-over", 322, true); pane("place-areas", 405, true); pane("place-marks", 445);

  // -- background ---------------------------------------------------------------------------------------------------
  map.options.zoomSnap = 0.5; map.options.wheelPxPerZoomLevel = 120; map._fadeAnimated = false;
  var retina = window.devicePixelRatio > 1.25 ? "@2x" : "";
  var own = L.tileLayer("xc://tiles/" + location.search.slice(1) + "/{z}/{x}/{y}" + retina + ".png", { pane: "tiles-over", minZoom: 9, maxNativeZoom: 17, maxZoom: 19, keepBuffer: 1, updateWhenZooming: false });
  var online = L.layerGroup(), background = "own", streetsOn = true;
  L.TileLayer.include({
    createTile: (function (made) { return function (coords, done) {
      var tile = made.call(this, coords, done);
      tile.decoding = "sync"; // a picture is never taken of a frame that came before its tiles were decoded
      return tile;
    }; })(L.TileLayer.prototype.createTile)
  });
  function watched(layer) { return layer.on("tileerror", function (e) { e.tile.xcFailed = true; }); }
  watched(own);
  function showBackground() {
    own.remove(); online.remove();
    var areas = map.getPane("areas");
    if (areas) { areas.style.opacity = background === "own" ? "" : "0.6"; } // what lies below must be seen
    if (background !== "own") { online.addTo(map); } else if (streetsOn) { own.addTo(map); }
  }
  showBackground();

  // -- a place: where one gets in 5, 10, 15 minutes, the nearest facility of each category, the ways there ----------
  var place = L.layerGroup().addTo(map);
  function tip(parts) { return function () { var box = el("div", "xc-tip"); parts.forEach(function (p, i) { if (p) { box.appendChild(el(i ? "div" : "b", "", p)); } }); return box; }; }
  function fade(on) { var p = map.getPane("areas"); if (p) { p.style.opacity = on ? "0.4" : background === "own" ? "" : "0.6"; } }
  function approach(box, leastPx) { // go there unless it is in sight and large enough to see
    if (!box.isValid()) { return; }
    var a = map.latLngToContainerPoint(box.getNorthWest()), b = map.latLngToContainerPoint(box.getSouthEast());
    var small = Math.max(b.x - a.x, b.y - a.y) < leastPx;
    if (small || !map.getBounds().contains(box)) { map.fitBounds(box.pad(0.12), { animate: false, maxZoom: 16 }); }
  }
  function showPlace(answer, only) {
    place.clearLayers(); fade(true);
    var rings = ((answer.isochrones || {}).features || []).slice().sort(function (a, b) { return b.properties.minutes - a.properties.minutes; });
    var seen = L.latLngBounds([]), steps = rings.map(function (r) { return r.properties.minutes; }).sort(function (a, b) { return a - b; });
    rings.forEach(function (r) {
      var colour = MINUTES[Math.min(MINUTES.length - 1, steps.indexOf(r.properties.minutes))];
      L.geoJSON(r, { pane: "place-areas", interactive: false, style: { color: "#fff", weight: 5.5, opacity: 0.9, fillColor: colour, fillOpacity: 0.12 } }).addTo(place);
      var area = L.geoJSON(r, { pane: "place-areas", interactive: false, style: { color: colour, weight: 2.8, fill: false } }).addTo(place);
      seen.extend(area.getBounds());
      var top = topPoint(r.geometry);
      if (top) { L.tooltip({ permanent: true, direction: "center", className: "xc-minutes", interactive: false, pane: "place-marks" }).setLatLng(top).setContent(el("span", "", t("{} 分钟", r.properties.minutes))).addTo(place); }
    });
    var ways = L.geoJSON(answer.ways || { type: "FeatureCollection", features: [] }, { pane: "place-areas", interactive: false, filter: function (f) { return !only || f.properties.category === only; }, style: { color: "#5b0f4d", weight: only ? 4.5 : 2.6, opacity: 0.9, dashArray: "1 6", lineCap: "round" } }).addTo(place);
    if (!seen.isValid() && (answer.ways || {}).features && answer.ways.features.length) { seen.extend(ways.getBounds()); }
    approach(seen, rings.length ? 260 : 90);
    (answer.nearest || []).forEach(function (n) {
      if (n.lon === null || n.lon === undefined || (only && n.category !== only)) { return; }
      L.circleMarker([n.lat, n.lon], { pane: "place-marks", radius: 6, color: "#fff", weight: 1.6, fillColor: "#5b0f4d", fillOpacity: 1 }).bindTooltip(tip([n.facility, n.zh, n.minutes === null ? "" : t("{} 分钟", n.minutes.toFixed(1))])).addTo(place);
    });
    if (answer.lon === null || answer.lon === undefined) { return; }
    L.circleMarker([answer.lat, answer.lon], { pane: "place-marks", radius: 8, color: "#fff", weight: 2.5, fillColor: "#b3261e", fillOpacity: 1 }).bindTooltip(tip([t("所选地点"), answer.lon.toFixed(5) + "," + answer.lat.toFixed(5)])).addTo(place);
  }
  function topPoint(geometry) {
    var best = null;
    (function walk(c) { if (typeof c[0] === "number") { if (!best || c[1] > best[0]) { best = [c[1], c[0]]; } } else { c.forEach(walk); } })(geometry.coordinates);
    return best;
  }

  window.xcWindowMap = {
    showPlace: showPlace, clearPlace: function () { place.clearLayers(); fade(false); },
    setStreets: function (shown) { streetsOn = shown; showBackground(); },
    setOnline: function (layers) { // [[address, credit], ...]; empty: the study's own streets
      online.clearLayers(); background = layers.length ? "online" : "own";
      layers.forEach(function (l) { watched(L.tileLayer(l[0], { pane: "tiles-below", attribution: l[1], subdomains: l[2] || "", maxNativeZoom: 18, maxZoom: 19 })).addTo(online); });
      showBackground();
    },
    pose: pose, report: report,
    quiet: function () { return still(tiles()); } // nothing moves and every tile in sight has come or failed
  };

  // -- pictures: the page says what it has painted ------------------------------------------------------------------
  // Above and below the map of a picture a strip of black and white fields says which report the frame belongs to: a frame that
  // shows it was painted after everything in the report. The strips are cut off.
  var BITS = 24, STRIP_PX = 8, strips = [], told = function () {};
  function tiles() { // [layer, tile] of all tiles in use
    var found = [];
    map.eachLayer(function (l) { if (l._tiles) { Object.keys(l._tiles).forEach(function (key) { if (l._tiles[key].current) { found.push([l, l._tiles[key]]); } }); } });
    return found;
  }
  function still(all) { return !map._animatingZoom && all.every(function (t) { return t[1].loaded; }); }
  function pose(whole, bounds) { // for a picture: no buttons, the area as large as it can be
    if (map.zoomControl) { map.zoomControl.remove(); document.getElementById("xc-north").style.top = 14 + STRIP_PX + "px"; }
    ["top", "bottom"].forEach(function (edge) { map.getContainer().style.setProperty(edge, STRIP_PX + "px", "important"); });
    ["top", "bottom"].forEach(function (edge) {
      var strip = el("div");
      strip.style.cssText = "position:absolute;z-index:2000;display:flex;left:0;right:0;height:" + STRIP_PX + "px;" + edge + ":0";
      for (var i = 0; i < BITS; i++) { strip.appendChild(el("i")).style.flex = "1"; }
      document.body.appendChild(strip); strips.push(strip);
    });
    map.options.zoomSnap = 0;
    map.invalidateSize({ animate: false });
    if (whole) { run.fitWhole(); } else { map.fitBounds([[bounds[1], bounds[0]], [bounds[3], bounds[2]]], { animate: false }); }
  }
  function report(id) {
    if (!still(tiles())) { told({ id: 0, waiting: tiles().filter(function (t) { return !t[1].loaded; }).length }); setTimeout(report, 60, id); return; }
    document.fonts.ready.then(function () {
      strips.forEach(function (strip) { Array.prototype.forEach.call(strip.children, function (field, i) { field.style.background = (id >> i) & 1 ? "#000" : "#fff"; }); });
      requestAnimationFrame(function () { requestAnimationFrame(function () {
        var all = tiles(), box = map.getContainer().getBoundingClientRect();
        if (!still(all)) { report(id); return; }
        told({
          id: id, waiting: 0, width: box.width, height: box.height, fonts: document.fonts.status, areas: run.samples(),
          streets: background === "own" && streetsOn && own._tileZoom !== undefined, failed: all.filter(function (t) { return t[1].el.xcFailed; }).length,
          tiles: all.map(function (t) { // column, row and zoom in the address; where it lies in the map
            var r = t[1].el.getBoundingClientRect();
            return { own: t[0] === own, z: t[1].coords.z, x: t[1].coords.x, y: t[1].coords.y, left: r.left - box.left, top: r.top - box.top, size: r.width };
          })
        });
      }); });
    });
  }

  new QWebChannel(qt.webChannelTransport, function (channel) {
    var bridge = channel.objects.bridge;
    run.onChoose(function (id) { bridge.chose(id); });
    run.onPlace(function (lon, lat) { bridge.asked(lon, lat); });
    run.onLegend(function (rows) { bridge.explained(rows); });
    window.xcWindowMap.bridge = bridge; // for the scripts after this one
    told = function (record) { bridge.painted(record); };
    bridge.described(run.describe());
    bridge.explained(run.legend());
    bridge.opened();
  });
})();
