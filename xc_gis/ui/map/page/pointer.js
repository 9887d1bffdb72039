// Where the pointer is, told now and then; and what lies under a right click, for which the window shows the menu.
xcWindowParts.pointer = function (own) { // uses map, hits, tools, tell
  "use strict";
  var map = own.map, container = map.getContainer(), POINTER_MS = 60, toldAt = 0, next = null;
  function tell(facts) {
    clearTimeout(next);
    var wait = POINTER_MS - (Date.now() - toldAt);
    if (wait > 0) { next = setTimeout(tell, wait, facts); return; }
    toldAt = Date.now(); own.tell("pointer", facts);
  }
  map.on("mousemove", function (e) { tell({ on: true, lon: e.latlng.lng, lat: e.latlng.lat }); });
  map.on("mouseout", function () { tell({ on: false }); });
  container.addEventListener("contextmenu", function (e) {
    e.stopPropagation(); e.preventDefault();
    if (own.tools.mode() || e.target.closest(".leaflet-control")) { return; }
    var at = map.mouseEventToContainerPoint(e), latlng = map.mouseEventToLatLng(e), c = own.hits.communityAt(latlng), site = own.hits.siteAt(at);
    own.tell("menu", { lon: latlng.lng, lat: latlng.lat, x: e.clientX, y: e.clientY, community: c ? c.id : "", row: site ? site.row : -1, name: site ? site.name : "" });
  }, true);
};
