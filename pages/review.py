"""Review: what do people post, and what of it counts? For organizers, also on a phone."""

import streamlit as st

from turnout.demo import rehearsal
from turnout.house import house
from turnout.model import ReviewState, Role
from turnout.ui import choice, empty, heading, review, review_gains, review_photos, review_rules
from turnout.ui.pulse import Picture, pulse
from turnout.ui.visitor import guard

visitor = guard(Role.ORGANIZER)
now = house().desk.clock()
event = choice.event(visitor, now, Role.ORGANIZER)
if event is None:
    empty.no_event(now, rehearsal.load)
    st.stop()

heading.heading(event)


@pulse(visitor, event.slug)
def queues(picture: Picture) -> None:
    acts = review.Acts(event, visitor.by(event.slug, Role.ORGANIZER))
    review_gains.held(event, acts.by)
    asked = review.which(acts)
    review.last(acts)
    if asked == review.PHOTOS:
        review_photos.photos(event, acts.by)
    else:
        review.bundles(acts, ReviewState(asked))
        review.posts(acts, ReviewState(asked))
    review_rules.rules(acts)
    review_rules.replies(acts)
    review_rules.why(acts)


queues()
