// Pictures: the page says what it has painted. Above and below the map of a picture a strip of black and white fields says which
// report the frame belongs to: a frame that shows it was painted after everything in the report. The strips are cut off.
xcWindowParts.picture = function (own, send) { // uses map, run, elements, background, compare; send(record)
  "use strict";
  var map = own.map, BITS = 24, STRIP_PX = 8, WAIT_MS = 60, strips = [];
  function tiles() { // { layer, tile } of all tiles in use
    var found = [];
    map.eachLayer(function (layer) {
      if (layer._tiles) { Object.keys(layer._tiles).forEach(function (key) { if (layer._tiles[key].current) { found.push({ layer: layer, tile: layer._tiles[key] }); } }); }
    });
    return found;
  }
  function still(all) { return !map._animatingZoom && all.every(function (one) { return one.tile.loaded; }); }
  function pose(whole, bounds) { // for a picture: no buttons, the area as large as it can be
    if (map.zoomControl) { map.zoomControl.remove(); document.getElementById("xc-north").style.top = 14 + STRIP_PX + "px"; }
    ["top", "bottom"].forEach(function (edge) { map.getContainer().style.setProperty(edge, STRIP_PX + "px", "important"); });
    ["top", "bottom"].forEach(function (edge) {
      var strip = own.elements.el("div");
      strip.style.cssText = "position:absolute;z-index:2000;display:flex;left:0;right:0;height:" + STRIP_PX + "px;" + edge + ":0";
      for (var i = 0; i < BITS; i++) { strip.appendChild(own.elements.el("i")).style.flex = "1"; }
      document.body.appendChild(strip); strips.push(strip);
    });
    map.options.zoomSnap = 0;
    map.invalidateSize({ animate: false });
    if (whole) { own.run.fitWhole(); } else { map.fitBounds([[bounds[1], bounds[0]], [bounds[3], bounds[2]]], { animate: false }); }
  }
  function mark(id) {
    strips.forEach(function (strip) { Array.prototype.forEach.call(strip.children, function (field, i) { field.style.background = (id >> i) & 1 ? "#000" : "#fff"; }); });
  }
  function record(id, all) {
    var box = map.getContainer().getBoundingClientRect();
    return {
      id: id, waiting: 0, width: box.width, height: box.height, fonts: document.fonts.status, areas: own.compare.shownAfter(own.run.samples()),
      streets: own.background.streetsShown(), failed: all.filter(function (one) { return one.tile.el.xcFailed; }).length,
      tiles: all.map(function (one) { // column, row and zoom in the address; where it lies in the map
        var r = one.tile.el.getBoundingClientRect(), at = one.tile.coords;
        return { own: one.layer === own.background.own, z: at.z, x: at.x, y: at.y, left: r.left - box.left, top: r.top - box.top, size: r.width };
      })
    };
  }
  function report(id) {
    var now = tiles();
    if (!still(now)) { send({ id: 0, waiting: now.filter(function (one) { return !one.tile.loaded; }).length }); setTimeout(report, WAIT_MS, id); return; }
    document.fonts.ready.then(function () {
      mark(id);
      requestAnimationFrame(function () { requestAnimationFrame(function () {
        var all = tiles();
        if (still(all)) { send(record(id, all)); } else { report(id); }
      }); });
    });
  }
  return { pose: pose, report: report, quiet: function () { return still(tiles()); } }; // quiet: nothing moves and every tile in sight has come or failed
};
