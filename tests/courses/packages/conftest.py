"""What the tests of packages share; journeys take the same from its own module."""

from tests.courses.packages.fixtures import *
