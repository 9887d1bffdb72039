test("the map rests when every tile in use has come", function () {
  var own = openWindow(), quiet = xcWindowParts.quiet(own), layer = L.layerGroup().addTo(map_main);
  ok(quiet());
  layer._tiles = { a: { current: true, loaded: 1 }, b: { current: false } };
  ok(quiet());
  layer._tiles.c = { current: true };
  ok(!quiet());
  delete layer._tiles;
  map_main._animatingZoom = true;
  ok(!quiet());
  map_main._animatingZoom = false;
});
