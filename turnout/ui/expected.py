"""What is expected on the day, for those who run or lead a rally, whoever else may see it."""

from turnout.formats.picture import expected
from turnout.house import house
from turnout.model import Role
from turnout.ui.pulse import Picture
from turnout.ui.visitor import Visitor

# Longer than a total takes that was made before; the first of a large rally shows at the next
# movement, and no count waits for it.
PATIENCE_SECONDS = 0.4


def with_forecast(picture: Picture, visitor: Visitor) -> Picture:
    """Return the picture with what is expected, where the visitor organizes or leads its event."""
    slug = picture["event"]
    if picture["forecast"] or not visitor.may(slug, Role.ORGANIZER, Role.LEAD):
        return picture
    foreseeing = house().live.foreseeing
    return {
        **picture,
        "forecast": expected(foreseeing.wait(slug, picture["seq"], PATIENCE_SECONDS)),
    }
