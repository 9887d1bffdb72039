function open() { var own = openWindow(); own.hits = xcWindowParts.hits(own); return xcWindowParts.selected(own); }
test("communities with a place are framed black within white, others are left away", function () {
  open().show({ ids: ["C1", "C2", "C3", "C9"], ring: [] });
  equal(strokes("selected"), ["#ffffff", "#000000", "#ffffff", "#000000"]);
});
test("an area that was drawn is dashed, and the frames before go", function () {
  var selected = open();
  selected.show({ ids: ["C1"], ring: [] });
  selected.show({ ids: [], ring: [[116.3, 39.9], [116.31, 39.9], [116.31, 39.91]] });
  equal(Array.from(document.querySelectorAll(".leaflet-selected-pane path")).map(function (p) { return p.getAttribute("stroke-dasharray"); }), ["8 5", "8 5"].map(function (d, n) { return n ? d : null; }));
  selected.clear();
  equal(strokes("selected"), []);
});
