var say = language({ "{} 分钟": "{0} min", "{} 至 {}": "from {1} down to {0}" }).t;
test("a sentence is said in the window's language with its values in their places", function () { equal([say("{} 分钟", 5), say("{} 至 {}", 1, 2)], ["5 min", "from 2 down to 1"]); });
test("one without a translation stays, with its values", function () { equal([say("{} 处", 3), say("toString")], ["3 处", "toString"]); });
