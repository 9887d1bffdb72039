// Whether the map rests: nothing moves, and every tile in sight has come or failed.
xcWindowParts.quiet = function (own) { // uses map
  "use strict";
  var map = own.map;
  return function () {
    var moving = Boolean(map._animatingZoom);
    map.eachLayer(function (layer) {
      Object.keys(layer._tiles || {}).forEach(function (key) { if (layer._tiles[key].current && !layer._tiles[key].loaded) { moving = true; } });
    });
    return !moving;
  };
};
