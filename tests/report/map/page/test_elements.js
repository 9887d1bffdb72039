var elements = xcParts.elements(map_main);
test("content is text, never markup", function () {
  var box = elements.tip("<b>x</b>", ["<i>y</i>", "", "z"]);
  equal([box.querySelectorAll("i").length, box.children.length, box.textContent], [0, 3, "<b>x</b><i>y</i>z"]);
});
test("a pane is made once, has its height, and lets clicks through where it is silent", function () {
  equal(elements.pane("mine", 321, true), "mine");
  var pane = map_main.getPane("mine");
  elements.pane("mine", 322);
  equal([map_main.getPane("mine") === pane, pane.style.zIndex, pane.style.pointerEvents], [true, "322", "none"]);
});
