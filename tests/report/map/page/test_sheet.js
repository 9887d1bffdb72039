function rows() { return Array.from(document.querySelectorAll("#xc-sheet .xc-row")).map(function (r) { return r.querySelector(".name").textContent + " " + r.querySelector(".value").textContent; }); }
test("a community is said with stars, score and one row a category", function () {
  openPage(null).choose("C1");
  equal([texts("#xc-sheet h2"), texts("#xc-sheet .xc-stars"), rows()], [["West"], ["★★★"], ["医疗卫生 100.0%", "幼儿园 60.0%"]]);
  ok(texts("#xc-sheet li")[0] === "差在 A");
});
test("a range is told by its ends, unknown and not applicable by their words", function () {
  openPage(null).choose("C2");
  equal([texts("#xc-sheet .xc-stars"), rows()], [["★ ~ ★★★★"], ["医疗卫生 未知", "幼儿园 不适用"]]);
});
test("without data there are no stars and no figure", function () {
  openPage(null).choose("C3");
  equal([texts("#xc-sheet .xc-stars"), rows()], [["暂不评级(数据不足)"], ["医疗卫生 无居民", "幼儿园 无居民"]]);
});
test("the row of the theme says more", function () {
  var open = openPage(null);
  open.setTheme("MED"); open.choose("C2");
  equal(texts("#xc-sheet .more"), ["要求 15 分钟（成年人）；下限 30.0%,上限 90.0%；缺口居民 120；未知居民 700；居民中位 20.0 分钟；社区中心最近:资料不全，不能确定"]);
  open.choose("C1");
  ok(texts("#xc-sheet .more")[0].indexOf("社区中心最近:西站(4.2 分钟)") > 0, texts("#xc-sheet .more")[0]);
});
test("a click on a row shows its theme in the same kind and its reach", function () {
  var open = openPage(null);
  open.setTheme("gaps:KIN"); open.choose("C1");
  document.querySelector("#xc-sheet .xc-row").click();
  equal([open.view().theme, texts(".xc-minutes").length], ["gaps:MED", 3]);
});
test("names are text, and the window has its own sheet", function () {
  openPage(null, function (data) { data.communities[0].name = "<i>x</i>"; }).choose("C1");
  equal(texts("#xc-sheet h2"), ["<i>x</i>"]);
  openPage(function (s) { return s; }).choose("C1");
  equal(texts("#xc-sheet h2"), []);
});
test("in another language names, reasons and sentences are said in it", function () {
  var open = openPage(null, function (data) { data.categories[0].en = "Health"; }, { "北": "N", "不适用": "not applicable", "距 {} 星差在": "What {0} stars lack" });
  open.choose("C1");
  equal([rows()[0], texts("#xc-sheet li"), texts("#xc-sheet .xc-card > .soft")[1]], ["Health 100.0%", ["lacks A"], "What 4 stars lack"]);
});
test("of a figure that is not told the class alone is written, and what is lacking is not told", function () {
  var open = openPage(null, function (data) {
    Object.assign(data.communities[0], { residents: null, completeness: 0.85, few: true, reasons: [], joint: 0.9, joint_low: 0.9, joint_high: 0.9, joint_few: true });
    Object.assign(data.coverage.MED, { low: [0.9, 0.3, null], share: [0.9, null, null], high: [0.9, 0.9, null], gap: [50, 120, 0], few: [true, false, false] });
  });
  open.setTheme("MED"); open.choose("C1");
  var text = document.getElementById("xc-sheet").textContent;
  ok(text.indexOf("居民不足 5 人") >= 0 && text.indexOf("差在哪里未列") >= 0 && text.indexOf("人数与比例未列") >= 0, text);
  ok(text.indexOf("90%–100%") >= 0 && text.indexOf("90.0%") < 0 && text.indexOf("缺口居民 50") < 0, text);
});
