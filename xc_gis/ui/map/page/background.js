// What lies below and over the communities in the window: the study's own streets as tiles, or tiles of other machines.
xcWindowParts.background = function (own) { // uses map, elements
  "use strict";
  var map = own.map, layer = L.layerGroup(), retina = window.devicePixelRatio > 1.25 ? "@2x" : "", PALE = "0.6", FADED = "0.4";
  own.elements.pane("tiles-below", 240, true); own.elements.pane("tiles-over", 322, true);
  map.options.zoomSnap = 0.5; map.options.wheelPxPerZoomLevel = 120; map._fadeAnimated = false;
  var streets = L.tileLayer("xc://tiles/" + location.search.slice(1) + "/{z}/{x}/{y}" + retina + ".png", { pane: "tiles-over", minZoom: 9, maxNativeZoom: 17, maxZoom: 19, keepBuffer: 1, updateWhenZooming: false });
  var isOwn = true, streetsOn = true;
  L.TileLayer.include({
    createTile: (function (made) { return function (coords, done) {
      var tile = made.call(this, coords, done);
      tile.decoding = "sync"; // streets and communities are painted in one frame
      return tile;
    }; })(L.TileLayer.prototype.createTile)
  });
  function watched(tiles) { return tiles.on("tileerror", function (e) { e.tile.xcFailed = true; }); }
  watched(streets);
  function fade(on) { // the communities; what lies below them must be seen
    var areas = map.getPane("areas");
    if (areas) { areas.style.opacity = on ? FADED : isOwn ? "" : PALE; }
  }
  function show() {
    streets.remove(); layer.remove(); fade(false);
    if (!isOwn) { layer.addTo(map); } else if (streetsOn) { streets.addTo(map); }
  }
  show();
  return {
    own: streets, fade: fade,
    setStreets: function (shown) { streetsOn = shown; show(); },
    setOnline: function (layers) { // { address, credit, subdomains }; empty: the study's own streets
      layer.clearLayers(); isOwn = !layers.length;
      layers.forEach(function (one) {
        watched(L.tileLayer(one.address, { pane: "tiles-below", attribution: one.credit, subdomains: one.subdomains || "", maxNativeZoom: 18, maxZoom: 19 })).addTo(layer);
      });
      show();
    }
  };
};
