function change(id, set) { var e = document.getElementById(id); set(e); e.dispatchEvent(new Event("change")); }
test("every theme can be chosen, in groups of their domains", function () {
  openPage(null);
  equal(Array.from(document.getElementById("xc-theme").options).map(function (o) { return o.value; }), ["stars", "joint", "MED", "KIN", "minutes:MED", "minutes:KIN", "gaps:MED", "gaps:KIN"]);
  equal(texts("#xc-theme optgroup")[1], "医疗卫生(15 分钟)幼儿园（3-6 岁）(10 分钟)");
});
test("a choice changes the theme, and a theme set from outside shows in it", function () {
  var open = openPage(null);
  change("xc-theme", function (e) { e.value = "gaps:MED"; });
  equal(open.view().theme, "gaps:MED");
  open.setTheme("joint");
  equal(document.getElementById("xc-theme").value, "joint");
  open.setTheme("nonsense");
  equal(open.view().theme, "joint");
});
test("ticks switch layers", function () {
  var open = openPage(null);
  change("xc-streets", function (e) { e.checked = false; });
  ok(!open.map.hasLayer(open.streets));
  open.setLayer("streets", true);
  equal(document.getElementById("xc-streets").checked, true);
});
test("homes are not shown in public, nor is there a tick for them", function () {
  openPage(null, function (data) { data.public = true; });
  equal(document.getElementById("xc-gaps").parentNode.style.display, "none");
});
