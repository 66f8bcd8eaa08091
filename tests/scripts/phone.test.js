import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { cause, texts as textsOf, turns } from "./page.js";
import { phone, ROOM } from "./participant.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("a phone comes in by the address of the QR code, and comes back to its seat", async () => {
  assert.deepEqual((await phone()).hello(), { code: "AB12CD", lang: "en", invitation: "key" });
  const back = await phone({ hash: "#ab12cd", seats: { "room-seat:AB12CD": "token" } });
  assert.deepEqual(back.hello(), { code: "ab12cd", lang: "en", token: "token" });
});

test("a seat is kept in the phone, with the code in the address of who typed it", async () => {
  const { hear, seats, hello } = await phone();
  hear({ token: "t", mine: null, room: { ...ROOM, round: null } });
  assert.equal(seats["room-seat:AB12CD"], "t");
  assert.equal(globalThis.location.hash, "#AB12CD.key", "what the QR code said stays");
  assert.equal(hello().token, "t");
});

test("a phone that keeps nothing takes part until its page is closed", async () => {
  const { hear, hello, seats } = await phone({ storage: false });
  hear({ token: "t", mine: null, room: { ...ROOM, round: null } });
  assert.deepEqual([hello().token, seats], ["t", {}]);
});

test("without a code one is asked for; what is typed is no QR code's key", async () => {
  const { main, one, sockets, send, hello } = await phone({ hash: "" });
  assert.equal(sockets.length, 0);
  assert.ok(!one(".problem"));
  const input = main.querySelector("input");
  input.value = "  ";
  assert.ok((await send()).defaultPrevented);
  assert.equal(sockets.length, 0);
  input.value = " ab12cd ";
  await send();
  assert.deepEqual(hello(), { code: "AB12CD", lang: "en" });
  assert.equal(globalThis.location.hash, "#AB12CD");
});

test("a refusal asks for another code and says why; the end of a room does not", async () => {
  for (const [code, reason] of [
    [4404, "unknown"],
    [4429, "limited"],
    [4503, "full"],
  ]) {
    const { close, one } = await phone();
    close(code);
    assert.equal(one(".problem").textContent, `<${reason}>`);
  }
  const { close, one } = await phone();
  close(4410);
  assert.equal(one("h1").textContent, "<ended>");
  assert.equal(one("form"), null);
});

test("a lost line is said until news come, and its end offers another try", async () => {
  const { close, one, room, sockets } = await phone();
  close(1006);
  assert.equal(one(".say").textContent, "<lost>");
  room();
  assert.equal(one(".say").textContent, "");
  for (let at = 0; at < 200; at += 1) {
    close(1006);
    mock.timers.tick(4000);
  }
  assert.equal(one(".say").textContent, "<again> <retry>");
  const before = sockets.length;
  cause(one(".say").querySelector("button"), "click");
  assert.equal(sockets.length, before + 1);
});

test("before the first question and after the last a phone rests", async () => {
  const { hear, one } = await phone();
  hear({ room: { ...ROOM, round: null } });
  assert.deepEqual([one("h1").textContent, one(".count").textContent], ["<waiting>", "5 are here"]);
  hear({ room: { ...ROOM, ended: true } });
  assert.equal(one("h1").textContent, "<ended>");
});

test("an answer goes to its question with the phone's seat, and is confirmed", async () => {
  const seats = { "room-seat:AB12CD": "token" };
  const replies = [{ content: {} }];
  const { room, one, choose, send, posted } = await phone({ seats, replies });
  room();
  await send();
  assert.equal(one(".problem").textContent, "<missing>");
  assert.deepEqual(posted, []);
  choose(1);
  assert.equal(one(".problem").textContent, "");
  const sending = send();
  assert.ok(one(".send").disabled, "an answer is sent once");
  await sending;
  assert.deepEqual(posted, [
    ["http://here/room-answer", { token: "token", round: 3, answer: { option: 1 }, lang: "en" }],
  ]);
  assert.deepEqual([one(".state").textContent, one(".send").textContent], ["✓ <sent>", "<change>"]);
  assert.ok(one("form").classList.contains("sent") && !one(".send").disabled);
  choose(0);
  assert.ok(!one("form").classList.contains("sent"), "this one has not been sent");
  assert.equal(one(".state").textContent, "");
});

test("an answer that was lost or refused says so and may be sent again; a seat that is not known is taken anew", async () => {
  const replies = [null, { status: 400, content: { error: "Too late." } }, { status: 404, content: { error: "Who?" } }];
  const { room, one, choose, send, sockets } = await phone({ replies });
  room();
  choose(0);
  for (const said of ["<unsent>", "Too late."]) {
    await send();
    assert.deepEqual([one(".problem").textContent, one(".state").textContent], [said, ""]);
    assert.ok(!one(".send").disabled);
  }
  assert.equal(sockets.length, 1);
  await send();
  assert.equal(sockets.length, 2);
});

test("what somebody is choosing stays while others answer; another question is another page", async () => {
  const { room, one, main } = await phone();
  const checked = () => main.querySelector(".options").children.map((option) => option.getAttribute("aria-checked"));
  room();
  cause(main.querySelector(".options").children[1], "click");
  room({ count: "3 of 5" });
  assert.deepEqual([checked(), one(".count").textContent], [["false", "true"], "3 of 5"]);
  room({ number: 4 });
  assert.deepEqual(checked(), ["false", "false"]);
});

test("an answer that the room has of this seat is shown as sent", async () => {
  const { room, one, main } = await phone();
  room({}, { answer: { option: 1 }, counts: true });
  assert.equal(main.querySelector(".options").children[1].getAttribute("aria-checked"), "true");
  assert.equal(one(".state").textContent, "✓ <sent>");
  const other = await phone();
  other.room({}, { answer: { option: 1 }, counts: false });
  assert.equal(other.one(".state").textContent, "", "what does not count has to be sent");
});

test("a question that is closed takes no answer; the second turn says that it is one", async () => {
  const { room, one } = await phone();
  room({ turn: 2 });
  assert.equal(one(".turn").textContent, "<second>");
  room({ phase: "closed" });
  assert.deepEqual([one("form"), one(".big").textContent], [null, "<closed>"]);
  room();
  assert.equal(one(".turn"), null);
});

test("a team is chosen once for a question, can be changed, and answers together", async () => {
  const mine = { team: 2, answer: { option: 0 }, counts: true };
  const replies = [null, { status: 400, content: { error: "No such team." } }, { content: { mine } }];
  const { room, one, main, posted } = await phone({ replies });
  const teams = { teams: ["North", "South"] };
  room(teams);
  assert.deepEqual(textsOf(one(".teams").children), ["North", "South"]);
  assert.equal(one("form"), null);
  for (const said of ["<unsent>", "No such team."]) {
    cause(one(".teams").children[1], "click");
    await turns();
    assert.equal(one(".problem").textContent, said);
  }
  cause(one(".teams").children[1], "click");
  await turns();
  assert.deepEqual([posted[2][0], posted[2][1].team, posted[2][1].round], ["http://here/room-team", 2, 3]);
  assert.equal(one(".team b").textContent, "South");
  room(teams, { ...mine, answer: { option: 1 } });
  assert.equal(main.querySelector(".options").children[1].getAttribute("aria-checked"), "true", "another phone's word");
  cause(main.querySelector(".options").children[0], "click");
  room({ ...teams, count: "3 of 5" }, { ...mine, answer: { option: 1 } });
  assert.equal(main.querySelector(".options").children[0].getAttribute("aria-checked"), "true", "no news, no change");
  cause(one(".team button"), "click");
  assert.deepEqual(textsOf(one(".teams").children), ["North", "South"]);
  room(teams, mine);
  assert.deepEqual(textsOf(one(".teams").children), ["North", "South"], "it is still being chosen");
});

test("levers that are tried ask one question at a time, and the latest position is answered", async () => {
  const lever = { id: "reps", name: "Reps", low: 0, high: 100, decimals: 0, step: 1, start: 50, unit: "", allowed: "" };
  const fields = { levers: [lever], outcome: "Revenue", start: "2.5 bn" };
  const replies = ["2.6 bn", "2.7 bn"].map((result) => ({ content: { result } }));
  const { room, main, one, posted } = await phone({ replies });
  room({ kind: "levers", fields });
  const input = main.querySelectorAll("input").find(({ type }) => type === "text");
  for (const value of ["51", "52", "53"]) {
    input.value = value;
    cause(input, "input");
  }
  await turns(20);
  assert.deepEqual(
    posted.map(([address, { levers }]) => [address, levers.reps]),
    [
      ["http://here/room-try", "51"],
      ["http://here/room-try", "53"],
    ],
  );
  assert.equal(one(".tried").textContent, "2.7 bn");
  input.value = "54";
  cause(input, "input");
  await turns();
  assert.equal(posted.length, 3);
  assert.equal(one(".tried").textContent, "–", "what other levers came to is not theirs");
  input.value = "";
  cause(input, "input");
  await turns();
  assert.equal(posted.length, 3, "nothing is tried without a number");
});

test("another language keeps the way into the room", async () => {
  const { link, addresses } = await phone();
  assert.ok(cause(link, "click").defaultPrevented);
  assert.deepEqual(addresses, ["?lang=zh#AB12CD.key"]);
});
