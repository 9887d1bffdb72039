function two(data) { data.subdistricts.push({ name: "展览路街道", rings: data.subdistricts[0].rings, at: { lon: 116.3101, lat: 39.915 } }); }
function seen() { return Array.from(document.querySelectorAll(".xc-sub span")).map(function (e) { return e.textContent + " " + (e.style.visibility || "seen"); }); }
test("a subdistrict is named without its 街道", function () { openPage(null); equal(seen(), ["月坛 seen"]); });
test("of names that would cover each other one is left away until the map is larger", function () {
  var page = openPage(null, two).page;
  equal(seen(), ["月坛 seen", "展览路 hidden"]);
  page.map.setView([39.915, 116.31], 19, { animate: false });
  page.borders.spread();
  equal(seen(), ["月坛 seen", "展览路 seen"]);
});
test("borders can be taken away and come back", function () {
  var open = openPage(null);
  open.setLayer("borders", false);
  equal(texts(".xc-sub"), []);
  open.setLayer("borders", true);
  equal(texts(".xc-sub"), ["月坛"]);
});
