var OTHER = { ratings: [{ community_id: "C1", stars: 5, stars_low: 5, stars_high: 5 }], coverage: {}, gaps: {} };
function open() { var own = openWindow(); own.chosen = []; own.chose = function (id) { own.chosen.push(id); }; own.compare = xcWindowParts.compare(own); own.run.setFigures(OTHER); return own; }
function edges(pane) { return map_main.getPane(pane).style.clip.replace(/[^\d,-]/g, "").split(",").map(Number); }
function line() { return document.getElementById("xc-compare"); }
function stars(n) { return THEMES.classes.stars.classes[n].colour; }
test("left of the line is what the run has, right of it the scenario", function () {
  var own = open();
  own.compare.set(true);
  equal([fills("areas-before")[0], fills("areas")[0]], [stars(3), stars(5)]);
  var left = edges("areas-before"), right = edges("areas"); // top, right, bottom, left
  equal([left[1], right[3], right[1] - left[3]], [right[3], left[1], 800]);
  near(left[1] - left[3], 400, 1);
  equal(edges("gaps-before"), left); equal(edges("gaps"), right);
});
test("the line is dragged, and moved with the arrow keys", function () {
  var own = open();
  own.compare.set(true);
  fire(line(), "mousedown", 400, 300); fire(document, "mousemove", 200, 300); fire(document, "mouseup", 200, 300); fire(document, "mousemove", 600, 300);
  equal([line().getAttribute("aria-valuenow"), document.activeElement === line()], ["25", true]);
  line().dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  equal(line().getAttribute("aria-valuenow"), "27");
  line().dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
  near(edges("areas-before")[1] - edges("areas-before")[3], 800, 1);
});
test("another theme, a moved map: both follow", function () {
  var own = open();
  own.compare.set(true);
  own.run.setTheme("MED");
  equal(fills("areas-before"), [THEMES.classes.coverage.classes[4].colour, "url(#xc-hatch)"]);
  map_main.panBy([100, 0], { animate: false });
  near(edges("areas")[3] - map_main.containerPointToLayerPoint([0, 0]).x, 400, 1);
});
test("a click chooses on both sides", function () {
  var own = open();
  own.compare.set(true);
  document.querySelectorAll(".leaflet-areas-before-pane path")[1].dispatchEvent(new MouseEvent("click", { bubbles: true }));
  equal(own.chosen, ["C2"]);
});
test("put away, the map is whole again", function () {
  var own = open();
  own.compare.set(true); own.compare.set(true); own.compare.set(false);
  equal([fills("areas-before"), line(), map_main.getPane("areas").style.clip], [[], null, ""]);
});
