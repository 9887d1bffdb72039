var link = xcParts.link();
test("a link says theme, community and bounds", function () {
  equal(link.read("#theme=minutes:MED&community=a%26b&bounds=1,2,3,4.5"), { theme: "minutes:MED", community: "a&b", bounds: { west: 1, south: 2, east: 3, north: 4.5 } });
});
test("what cannot be read is left away", function () {
  equal(link.read("#theme&community=%E0%A4%A&bounds=1,2,x,4&other=1"), { theme: "", community: "", bounds: null });
  equal([link.read("").bounds, link.read("bounds=1,2,3").bounds], [null, null]);
});
test("what is written is read again", function () { equal(link.read(link.write("gaps:MED", "a&b=c")), { theme: "gaps:MED", community: "a&b=c", bounds: null }); equal(link.write("stars", null), "#theme=stars"); });
