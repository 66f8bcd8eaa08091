// The target line on the stage: it moves under the finger, here and before followers; what it means comes with Python's
// answer.

import { GoalLine } from "../shared/goal.js";

export function goalLine(stage) {
  const goal = new GoalLine({
    chart: () => stage.figures.charts?.trajectory,
    moving: (value) => {
      stage.board.holdSentence(true); // as long as the note stands, so that the line stays under the finger
      stage.figures.drawTarget(value, stage.with(stage.current()));
      stage.broadcast.send(stage.data.live, null, { place: 0, ...(value === null ? {} : { goal: value }) });
    },
    settle: (value) => stage.act("target", value),
  });
  stage.board.trajectory.figure.append(goal.handle, goal.note);
  return goal;
}
