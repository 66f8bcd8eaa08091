// What goes from the stage to the server and comes back: one way each for moves and actions, the response table, what
// follows a move, and the chances along the levers.

import { Again } from "../shared/again.js";
import { Broadcast } from "./broadcast.js";
import { Chances } from "./chances.js";
import { Exchange } from "./exchange.js";
import { Futures } from "./futures.js";
import { holding, pending } from "./phase.js";
import { Response } from "./response.js";

const OFFER_AGAIN = 900; // milliseconds until a dropped point is offered again after a drag

export function connect(stage) {
  const keep = (why, text, retry) => stage.status.keep(why, text, stage.handed.texts.again, retry);
  // The server has dropped this point: a run of the session offers it again, but not under the finger.
  const offerAgain = (key) => {
    if (key !== stage.handed.table.key) return;
    if (holding(stage.phase)) setTimeout(() => offerAgain(key), OFFER_AGAIN);
    else stage.act("offer");
  };
  stage.exchange = new Exchange({
    change: ({ seq, levers }) => {
      stage.broadcast.drop();
      stage.component.setStateValue("change", { seq, levers });
    },
    action: ({ seq, name, value }) => stage.component.setTriggerValue("action", { name, value, seq }),
    return: () => stage.comeBack(),
    replay: () => stage.replaying.play(),
    cut: () => stage.replaying.cut(),
    lost: () => keep("answer", stage.handed.texts.lost, () => stage.exchange.happen({ is: "retry" })),
    found: () => stage.status.clear("answer"),
    changed: (phase) => stage.box.classList.toggle("pending", pending(phase)),
  });
  stage.response = new Response({
    arrived: () => stage.tableArrived(),
    unknown: (key) => offerAgain(key),
    lost: () => keep("table", stage.data.texts.tableLost, () => stage.response.retry(stage.rail.onScreen())),
  });
  stage.futures = new Futures({
    arrived: (found) => stage.futuresArrived(found),
    unknown: () => offerAgain(stage.handed.table.key),
    lost: () => keep("futures", stage.handed.texts.lost, () => stage.futures.retry()),
  });
  stage.chances = new Chances({ changed: (here) => (stage.box.dataset.chances = String(here)) });
  stage.broadcast = new Broadcast();
  stage.chartsLost = () => keep("charts", stage.data.texts.chartsLost, () => stage.drawCharts());
  stage.again = new Again(undefined, () => keep("frame", stage.handed.texts.lost, () => stage.gather(stage.handed)));
}
