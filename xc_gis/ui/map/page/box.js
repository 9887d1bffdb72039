// Choosing communities: a box (the tool, or Shift and drag), or one more with Ctrl and a click.
xcWindowParts.box = function (own) { // uses map, themes, hits, tools, tell
  "use strict";
  var map = own.map, container = map.getContainer(), LINE = own.themes.marks.tool, LEAST_PX = 5, start = null, box = null;
  map.boxZoom.disable(); // Shift and drag chooses here
  function onControl(e) { return Boolean(e.target.closest(".leaflet-control")); }
  function swallow(e) { e.stopPropagation(); e.preventDefault(); }
  function swallowClick() {
    container.addEventListener("click", swallow, true);
    setTimeout(function () { container.removeEventListener("click", swallow, true); }, 0);
  }
  container.addEventListener("mousedown", function (e) {
    var mode = own.tools.mode();
    if (e.button !== 0 || !(mode === "box" || (e.shiftKey && !mode)) || onControl(e)) { return; }
    start = map.mouseEventToContainerPoint(e);
    swallow(e);
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
    if (own.tools.mode()) { own.tools.set(""); }
    own.tell("box", { ids: own.hits.touched(bounds) });
  }
  container.addEventListener("click", function (e) { // Ctrl and click: one more, or one less
    if (!e.ctrlKey || own.tools.mode() || onControl(e)) { return; }
    var c = own.hits.communityAt(map.mouseEventToLatLng(e));
    swallow(e);
    if (c) { own.tell("toggle", { id: c.id }); }
  }, true);
};
