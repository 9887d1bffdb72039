var data = smallData(), page = { data: data, words: xcParts.words(null), records: xcParts.records(data) }, theme = xcParts.theme(page);
test("keys say their kind", function () { equal(["stars", "joint", "MED", "minutes:MED", "gaps:KIN"].map(theme.kind), ["stars", "joint", "coverage", "minutes", "gaps"]); });
test("keys of nothing are no themes", function () {
  equal(["stars", "joint", "MED", "minutes:KIN", "gaps:MED"].map(theme.isTheme), [true, true, true, true, true]);
  equal(["", "X", "minutes:", "minutes:X", "other:MED", "minutes", ":MED", "minutes:stars", "toString"].map(theme.isTheme), [false, false, false, false, false, false, false, false, false]);
});
test("a name says whom a category counts, where that is not everyone", function () {
  equal(["stars", "MED", "minutes:MED", "gaps:KIN"].map(theme.name), ["星级", "医疗卫生", "医疗卫生步行时间", "幼儿园（3-6 岁）缺口"]);
});
test("in another language the group stands in narrow brackets", function () {
  var english = xcParts.theme({ data: data, words: xcParts.words(function (s) { return s === "3-6 岁" ? "3 to 6" : s; }), records: page.records });
  equal(english.categoryName(data.categories[1]), "幼儿园 (3 to 6)");
});
test("another category is shown in the same kind of theme", function () { equal([theme.like("minutes:MED", "KIN"), theme.like("gaps:MED", "KIN"), theme.like("stars", "KIN"), theme.like("MED", "KIN")], ["minutes:KIN", "gaps:KIN", "KIN", "KIN"]); });
