// The presenter's buttons, in their order.

import { make } from "../shared/dom.js";

export function buildControls(box, presenter) {
  const { data, screen } = presenter;
  const { texts, show, deck } = screen;
  const button = (action, label, handler, { pressed, name, kind, disabled = false } = {}) =>
    make(
      "button",
      {
        type: "button",
        disabled,
        class: kind,
        "aria-label": name,
        "aria-pressed": pressed?.toString(),
        data: { action },
        on: { click: handler },
      },
      label,
    );
  const walk = (action, label, by, end) =>
    button(action, label, () => presenter.walk(by), { name: texts[action], disabled: show.place === end });
  box.setAttribute("aria-label", texts.controls);
  box.replaceChildren(
    walk("previous", "‹", -1, 0),
    walk("next", "›", 1, deck.scenes.length - 1),
    storyChoice(data.stories, texts.story, (id) => presenter.story(id)),
    button("levers", texts.levers, () => presenter.levers.open(!presenter.levers.isOpen), {
      pressed: presenter.levers.isOpen,
    }),
    button("hide", show.hidden ? texts.reveal : texts.hide, () => presenter.turn("hidden"), { pressed: show.hidden }),
    button("freeze", texts.freeze, () => presenter.turn("frozen"), { pressed: show.frozen }),
    button("view", texts.view, () => presenter.view()),
    button("replay", texts.replay, () => screen.replay()),
    button("note", texts.note, () => presenter.noting()),
    button("blank", texts.blank, () => presenter.turn("blank"), { pressed: show.blank }),
    ...data.languages.map(({ id, label, name }) => button(`speak-${id}`, label, () => presenter.speak(id), { name })),
    button("join", `${texts.join} ${data.join.code}`, () => presenter.join(), { kind: "code" }),
    button("help", "?", () => presenter.help(), { name: texts.help }),
    button("ask", texts.ask, () => presenter.leave("decide")),
    button("leave", texts.leave, () => presenter.leave()),
  );
}

function storyChoice(stories, label, choose) {
  const option = (one) => make("option", { value: one.id, selected: one.active }, one.title);
  const on = { change: (event) => choose(event.target.value) };
  return make("select", { "aria-label": label, on }, ...stories.map(option));
}
