function type(text) { var f = document.getElementById("xc-find"); f.value = text; f.dispatchEvent(new Event("input")); }
function rows() { return Array.from(document.querySelectorAll("#xc-found button")); }
test("what begins so stands first, then what has it inside, then what stands beside it", function () {
  openPage(null, function (data) { data.facilities.name = ["西站", "东西站", "无处"]; data.facilities.address = ["东一号", "", ""]; });
  type("东");
  equal(rows().map(function (r) { return r.firstChild.textContent; }), ["东", "东西站", "西站"]);
  type("月坛");
  equal(rows()[0].firstChild.textContent, "月坛街道");
});
test("a community that is found is chosen, one without a place moves nothing", function () {
  var open = openPage(null);
  type("东"); rows()[0].click();
  equal(open.view().community, "C2");
  ok(!open.view().whole);
  equal(rows().length, 0);
  var centre = open.map.getCenter();
  type("nowhere"); rows()[0].click();
  equal([open.view().community, open.map.getCenter()], ["C3", centre]);
});
test("a facility is found by its name or address, marked, and told as text", function () {
  var open = openPage(null);
  type("一号"); rows()[0].click();
  near(open.map.getCenter().lat, 39.91, 1e-6); near(open.map.getCenter().lng, 116.31, 1e-6);
  equal(document.querySelectorAll(".leaflet-found-pane path").length, 2);
  ok(texts(".leaflet-tooltip .xc-tip b").indexOf("西站") >= 0);
  type("<b>停"); rows()[0].click();
  ok(texts(".leaflet-tooltip .xc-tip b").indexOf("<b>停</b>") >= 0);
  open.page.find.clear();
  equal(document.querySelectorAll(".leaflet-found-pane path").length, 0);
});
test("a facility without a place says so, and nothing found says so", function () {
  openPage(null);
  type("无处"); rows()[0].click();
  equal(texts("#xc-found div"), ["该设施没有位置"]);
  type("zzz");
  equal(texts("#xc-found div"), ["没有找到"]);
  type("  ");
  equal(document.getElementById("xc-found").textContent, "");
});
test("Enter takes the first, Escape empties the field", function () {
  var open = openPage(null), f = document.getElementById("xc-find");
  type("west"); f.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  equal(open.view().community, "C1");
  f.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  equal(f.value, "");
});
test("a long list is cut and says how much is left", function () {
  openPage(null, function (data) {
    for (var i = 0; i < 20; i++) { ["x", "y"].forEach(function (a) { data.facilities[a].push(null); }); data.facilities.name.push("店" + i); data.facilities.type.push("CHS"); data.facilities.address.push(""); data.facilities.status.push("open"); data.facilities.off_network.push(0); }
  });
  type("店");
  equal([rows().length, texts("#xc-found div")], [12, ["还有 8 个,请再输入几个字"]]);
});
test("a facility or a subdistrict that is found takes the sheet of another community away, and brings its own", function () {
  var open = openPage(null);
  type("东"); rows()[0].click();
  equal(texts("#xc-sheet h2"), ["东"]);
  type("一号"); rows()[0].click();
  equal([texts("#xc-sheet h2"), open.view().community], [["West"], "C1"]);
  ok(texts(".leaflet-tooltip .xc-tip b").indexOf("西站") >= 0);
  type("停"); rows()[0].click(); // in no community
  equal([texts("#xc-sheet h2"), open.view().community], [[], null]);
  type("West"); rows()[0].click();
  type("月坛街道"); rows().filter(function (r) { return r.firstChild.textContent === "月坛街道"; })[0].click();
  equal(texts("#xc-sheet h2"), []);
});
