var words = xcParts.words(null);
test("values stand where a sentence has its gaps", function () { equal(words.t("{}–{} 分钟", 5, 10), "5–10 分钟"); equal(words.t("没有"), "没有"); });
test("a value with braces is a value", function () { equal(words.t("{}:{}", "{}", 2), "{}:2"); });
test("the window's own way of saying is used where there is one", function () {
  equal(xcParts.words(function (sentence) { return "said " + sentence; }).t("星级"), "said 星级");
});
test("a share is cut to one decimal, never rounded up", function () {
  equal([words.percent(0.9999), words.percent(1), words.percent(0.29), words.percent(0)], ["99.9%", "100.0%", "29.0%", "0.0%"]);
});
test("no star is said, not shown", function () { equal([words.stars(0), words.stars(3)], ["0 星", "★★★"]); });
test("thousands are grouped, and minutes have at most one decimal", function () { equal([words.whole(12345.4), words.number(7.5), words.number(10)], ["12,345", "7.5", "10"]); });
test("a thing has its English name where English was chosen and there is one", function () {
  var english = xcParts.words(function (sentence) { return sentence === "北" ? "N" : sentence; }), both = { zh: "幼儿园", en: "Kindergartens" };
  equal([words.named(both), english.named(both), english.named({ zh: "幼儿园", en: "" }), english.named({ zh: "幼儿园" })], ["幼儿园", "Kindergartens", "幼儿园", "幼儿园"]);
});
test("a page in another language says its sentences in it, and others in Chinese", function () {
  var english = xcParts.words(null, { "北": "N", "{} 至 {}": "from {0} up to {1}", "{} 分钟": "{0} min" });
  equal([english.t("{} 至 {}", 1, "{0}"), english.t("{} 分钟", 5), english.t("没有"), english.latin, words.latin], ["from 1 up to {0}", "5 min", "没有", true, false]);
  equal(xcParts.words(function (s) { return s; }, { "北": "N" }).t("北"), "北"); // the window's language goes first
});
test("one is told from many where a language does", function () {
  var english = xcParts.words(null, { "北": "N", "{} 个社区": ["{0} community", "{0} communities"] });
  equal([1, "1", 0, 2, "1,000"].map(function (n) { return english.t("{} 个社区", n); }), ["1 community", "1 community", "0 communities", "2 communities", "1,000 communities"]);
});
test("parts are listed with the mark of the language", function () {
  equal([words.listed(["a", "b"]), xcParts.words(null, { "北": "N" }).listed(["a", "b"])], ["a；b", "a; b"]);
});
