test("the page opens itself from the JSON in it, and says that it is ready", function () {
  document.getElementById("xc-data").textContent = JSON.stringify(smallData());
  freshPage();
  START();
  equal([document.body.getAttribute("data-ready"), window.xcMap.view().theme, document.body.classList.contains("xc-in-window")], ["1", "stars", false]);
});
test("in the window it speaks through the window", function () {
  window.xcWindow = { t: function (sentence) { return sentence === "星级" ? "Stars" : sentence; } };
  freshPage();
  START();
  equal([window.xcMap.view().name, document.body.classList.contains("xc-in-window")], ["Stars", true]);
});
