test("credits are text with their values, and there is a scale in kilometres", function () {
  openPage(null);
  equal([texts(".leaflet-control-attribution"), document.querySelectorAll(".leaflet-control-scale-line").length], [["标准 s <b>1</b>"], 1]);
});
test("in the window the marks of the map speak its language", function () {
  openPage(function (s) { return s === "北" ? "N" : s; });
  equal([texts("#xc-north"), document.body.classList.contains("xc-latin")], [["N"], true]);
});
test("a page in another language says its labels, hints and marks in it", function () {
  openPage(null, null, { "北": "N", "专题": "Theme", "设施": "Facilities", "专题与社区": "Themes and communities", "查找社区、设施或地址": "Name of a community" });
  equal([texts("#xc-north"), texts("label[for=xc-theme]"), texts("label.tick span")[0]], [["N"], ["Theme"], "Facilities"]);
  equal([document.getElementById("xc-find").placeholder, document.getElementById("xc-side").getAttribute("aria-label"), document.documentElement.lang], ["Name of a community", "Themes and communities", "en"]);
  ok(document.getElementById("xc-sites").checked, "a label keeps its box");
});
test("the standard below the map is the one whose ratings are shown", function () {
  var page = openPage(null).page, credits = function () { return texts(".leaflet-control-attribution"); };
  page.frame.credit(["other", "2 <i>"]);
  equal(credits(), ["标准 other 2 <i>"]);
  page.frame.credit(null);
  equal(credits(), ["标准 s <b>1</b>"]);
});
