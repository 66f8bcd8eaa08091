// A follower who has not logged in: the screen on a plain page of the server's own (pages/parts/present/guest.py).

import room from "./main.js";

const data = JSON.parse(document.body.dataset.page);
const code = new URLSearchParams(location.search).get("code") || "";
room({ parentElement: document.querySelector("main"), data: { ...data, code: code.slice(0, 20) } });
