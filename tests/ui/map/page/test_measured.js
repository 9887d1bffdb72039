test("straight lines, ways with a rim, and words at the clicks that have some", function () {
  var own = openWindow(), measured = xcWindowParts.measured(own);
  measured.show({ points: [[116.3, 39.9], [116.31, 39.9], [116.32, 39.91]], ways: [[[116.3, 39.9], [116.305, 39.902], [116.31, 39.9]], []], labels: ["", "<b>850 米</b>", "2 公里"] });
  equal(strokes("measured"), [THEMES.marks.rim, THEMES.marks.way, THEMES.marks.tool, THEMES.marks.rim, THEMES.marks.rim, THEMES.marks.rim]);
  equal(texts(".xc-measure"), ["<b>850 米</b>", "2 公里"]);
  measured.clear();
  equal([strokes("measured"), texts(".xc-measure")], [[], []]);
});
