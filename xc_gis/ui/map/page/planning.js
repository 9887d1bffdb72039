// Changes of a scenario on the map: marks that can be dragged and moved with the arrow keys, lines, areas. Where a mark is dragged is told
// now and then, the latest place always; two tools: "spot", a click tells its place; "lift", a facility of the study is dragged to another.
xcWindowParts.planning = function (own) { // uses map, elements, themes, hits, tools, tell
  "use strict";
  var map = own.map, marks = own.themes.marks, el = own.elements.el, TOLD_MS = 60, FAR_PX = 20, NEAR_PX = 2, LEAST_PX = 4;
  own.elements.pane("plan-shapes", 448, true); own.elements.pane("plan-marks", 660); // above the names of subdistricts
  var shapes = L.layerGroup().addTo(map), known = Object.create(null), dragged = null, next = null, toldAt = 0;
  var KINDS = { add: ["+", marks.tool], move: ["→", marks.found], close: ["✕", marks.place], gate: ["⊓", marks.tool], people: ["±", marks.border], found: ["★", marks.tool] };

  function tell(name, facts) { clearTimeout(next); toldAt = Date.now(); own.tell(name, facts); }
  function tellNow(name, facts) { // now and then; a later one takes the place of one that waits
    clearTimeout(next);
    var wait = TOLD_MS - (Date.now() - toldAt);
    if (wait > 0) { next = setTimeout(tell, wait, name, facts); } else { tell(name, facts); }
  }
  function place(latlng, more) { return Object.assign({ lon: latlng.lng, lat: latlng.lat }, more); }
  function icon(item) {
    var kind = KINDS[item.kind], box = el("div", "", kind[0] + item.label);
    box.style.cssText = "width:34px;height:24px;line-height:24px;margin:0 auto;border-radius:12px;text-align:center;font-size:12px;font-weight:700;color:#fff;box-shadow:0 0 0 2px #fff,0 1px 4px 2px rgba(0,0,0,.4);background:" + kind[1];
    return L.divIcon({ html: box, className: "xc-plan", iconSize: [34, 24] });
  }
  function nudge(marker, key, e) { // arrow keys move a mark, the delete key takes its change back
    var by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key], step = e.shiftKey ? NEAR_PX : FAR_PX;
    if (e.key === "Delete") { L.DomEvent.stop(e); own.tell("plan_removed", { key: key }); return; }
    if (!by || !marker.options.draggable) { return; }
    L.DomEvent.stop(e);
    marker.setLatLng(map.layerPointToLatLng(map.latLngToLayerPoint(marker.getLatLng()).add([by[0] * step, by[1] * step])));
    tell("plan_dropped", place(marker.getLatLng(), { key: key }));
  }
  function take(old) { old.marker.getElement().blur(); old.marker.unbindTooltip().remove(); } // else its tip would be closed after it
  function put(item) {
    var old = known[item.key], look = JSON.stringify([item.kind, item.label, item.title, item.drag]);
    if (old && old.look === look) { if (old.marker !== dragged) { old.marker.setLatLng([item.lat, item.lon]); } return old; }
    if (old) { take(old); }
    var marker = L.marker([item.lat, item.lon], { icon: icon(item), pane: "plan-marks", draggable: item.drag, keyboard: true, title: "", alt: item.title, riseOnHover: true });
    marker.bindTooltip(function () { return own.elements.tip(item.title, [item.more]); }, { direction: "top", offset: [0, -12] });
    marker.on("dragstart", function () { dragged = marker; });
    marker.on("drag", function () { tellNow("plan_dragged", place(marker.getLatLng(), { key: item.key })); });
    marker.on("dragend", function () { dragged = null; tell("plan_dropped", place(marker.getLatLng(), { key: item.key })); });
    marker.on("click", function () { own.tell("plan_chosen", { key: item.key }); });
    marker.addTo(map);
    marker.getElement().setAttribute("aria-label", item.title);
    marker.getElement().addEventListener("keydown", function (e) { nudge(marker, item.key, e); });
    return { look: look, marker: marker };
  }
  function line(points, looks) {
    [{ color: marks.rim, weight: looks.weight + 4 }, looks].forEach(function (pen) {
      L.polyline(points, Object.assign({ pane: "plan-shapes", interactive: false, opacity: 0.9 }, pen)).addTo(shapes);
    });
  }
  // items: { key, kind, label, title, more, lon, lat, drag }; { from: [lon, lat] } where it was before; { line }, { ring } as [[lon, lat], …]; { inside }: nothing is barred within its ring
  function show(items) {
    var stay = Object.create(null);
    shapes.clearLayers();
    items.forEach(function (item) {
      if (item.from) { line(L.GeoJSON.coordsToLatLngs([item.from, [item.lon, item.lat]]), { color: marks.found, weight: 2, dashArray: "3 5" }); }
      if (item.line) { line(L.GeoJSON.coordsToLatLngs(item.line), { color: item.gone ? marks.place : marks.tool, weight: 4, dashArray: item.gone ? "2 7" : null }); }
      if (item.ring) { L.polygon(L.GeoJSON.coordsToLatLngs(item.ring), { pane: "plan-shapes", interactive: false, color: item.inside ? marks.tool : marks.place, weight: 2.5, dashArray: "8 5", fillColor: marks.place, fillOpacity: item.inside ? 0 : 0.15 }).addTo(shapes); }
      if (item.kind) { stay[item.key] = put(item); }
    });
    Object.keys(known).forEach(function (key) { if (!stay[key]) { take(known[key]); } });
    known = stay;
  }
  map.on("click", function (e) {
    if (own.tools.mode() !== "spot") { return; }
    var site = own.hits.siteAt(e.containerPoint);
    own.tools.set("");
    own.tell("plan_spot", place(e.latlng, { row: site ? site.row : -1 }));
  });
  map.getContainer().addEventListener("mousedown", function (e) {
    if (own.tools.mode() !== "lift" || e.button !== 0) { return; }
    var from = map.mouseEventToContainerPoint(e), site = own.hits.siteAt(from);
    if (!site) { return; }
    L.DomEvent.stop(e);
    var ghost = L.circleMarker([site.lat, site.lon], { pane: "plan-shapes", interactive: false, radius: 9, color: marks.rim, weight: 3, fillColor: marks.found, fillOpacity: 1 }).addTo(map);
    function follow(m) { L.DomEvent.stop(m); ghost.setLatLng(map.mouseEventToLatLng(m)); tellNow("plan_lifting", place(ghost.getLatLng(), { row: site.row })); }
    function drop(m) {
      document.removeEventListener("mousemove", follow, true); document.removeEventListener("mouseup", drop, true);
      L.DomEvent.stop(m); ghost.remove(); own.tools.set("");
      var far = map.mouseEventToContainerPoint(m).distanceTo(from) >= LEAST_PX;
      tell(far ? "plan_lifted" : "plan_left", place(map.mouseEventToLatLng(m), { row: site.row }));
    }
    document.addEventListener("mousemove", follow, true); document.addEventListener("mouseup", drop, true);
  }, true);
  return { show: show };
};
