function opacity() { return map_main.getPane("areas").style.opacity; }
test("the study's own streets lie over the communities until other tiles are wanted", function () {
  var own = openWindow(), back = xcWindowParts.background(own);
  equal([map_main.hasLayer(back.own), opacity()], [true, ""]);
  back.setOnline([{ address: "xc://x/{z}/{x}/{y}.png", credit: "who", subdomains: "" }]);
  equal([map_main.hasLayer(back.own), opacity()], [false, "0.6"]);
  ok(texts(".leaflet-control-attribution")[0].indexOf("who") > 0);
  back.setOnline([]);
  equal([map_main.hasLayer(back.own), opacity()], [true, ""]);
});
test("streets can be taken away", function () {
  var own = openWindow(), back = xcWindowParts.background(own);
  back.setStreets(false);
  equal(map_main.hasLayer(back.own), false);
});
test("communities fade for a place and come back as they were", function () {
  var own = openWindow(), back = xcWindowParts.background(own);
  back.fade(true);
  equal(opacity(), "0.4");
  back.fade(false);
  equal(opacity(), "");
});
