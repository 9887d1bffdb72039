function names() { return texts(".leaflet-names-pane .xc-name span"); }
test("a community is named where its name has room, and not where it is a point", function () {
  var open = openPage(null);
  open.map.setView([39.91, 116.31], 16, { animate: false });
  equal(names(), ["West"]);
  open.map.setView([39.91, 116.31], 10, { animate: false });
  equal(names(), []);
});
test("a name that is too long goes without its last word, and in full on a larger map", function () {
  var open = openPage(null, function (data) { data.communities[0].name = "西便门东里社区"; data.subdistricts = []; });
  function widthAt(zoom) { open.map.setView([39.91, 116.31], zoom, { animate: false }); return names()[0]; }
  var seen = [11, 11.5, 11.75, 12, 12.25, 12.5, 12.75, 13, 14].map(widthAt);
  ok(seen.indexOf("西便门东里") > 0, JSON.stringify(seen));
  equal([seen[0] === undefined, seen[seen.length - 1]], [true, "西便门东里社区"]);
});
test("no name lies on that of a subdistrict", function () {
  var open = openPage(null, function (data) { data.subdistricts[0].at = { lon: 116.31, lat: 39.91 }; });
  open.map.setView([39.91, 116.31], 16, { animate: false });
  equal([names(), texts(".xc-sub")], [[], ["月坛"]]);
  open.setLayer("borders", false);
  equal(names(), ["West"]);
});
test("a name is text", function () {
  var open = openPage(null, function (data) { data.communities[0].name = "<b>x</b>"; });
  open.map.setView([39.91, 116.31], 16, { animate: false });
  equal([names(), document.querySelectorAll(".xc-name b").length], [["<b>x</b>"], 0]);
});
test("where few of those in sight have room, none is named", function () {
  function among(many) {
    return function (data) {
      for (var i = 0; i < many; i++) { data.communities.push(Object.assign({}, data.communities[0], { id: "N" + i, name: "一个小小的社区", rings: [[116302, 39902 + i, 1, 0, 0, 1, -1, 0, 0, -1]] })); }
      data.subdistricts = [];
    };
  }
  [1, 4].forEach(function (many) {
    var open = openPage(null, among(many));
    open.map.setView([39.91, 116.31], 13, { animate: false });
    equal([many, names()], [many, many === 1 ? ["West"] : []]);
  });
});
