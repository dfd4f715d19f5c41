"""What the server runs to send, and nothing else of it: to be killed."""

import asyncio

from turnout import house
from turnout.settings import settings

if __name__ == "__main__":
    here = house.open_house(settings())
    asyncio.run(house._once_alone(here, "sender", house._send))
