# Links: what a link could not restore. Shown above the page that it opened.
link-notes = Opened from a link, with these exceptions:
link-damaged = This link is damaged and could not be opened. Showing the plan instead.
link-notes-close = Close
link-foreign = It is not a link of this program.
link-broken = Nothing of it could be restored.
link-newer = The link was made by a newer version of this program; what this version does not know is missing.
link-cut = The link was cut off; everything after the cut is as in the plan. Ask for the whole link.
link-line = “{ $name }” could not be restored; it is unknown here or no longer allowed, and stands as in the plan.
link-base = The base of comparison could not be restored; changes are measured against the plan.
link-plan-unknown = The plan “{ $plan }” is not here. You see the usual plan.
link-plan-changed = The plan has changed since the link was made; what the link does not say follows today’s plan.
link-saved-unknown = The library has no scenario “{ $name }”.
error-link-too-long = This state differs from the plan in too much for a link ({ $length } characters, { $limit } are allowed). Save the scenario and share its short link.
link-too-long = Scenario and base of comparison together are too long for a link, so this page’s address leaves out the base and compares with the plan. Save the scenario to share it by a short link.
story-plan-changed = The plan has changed since this was made, and that version was not kept: today’s version stands in.
story-plan-other = plan changed since
