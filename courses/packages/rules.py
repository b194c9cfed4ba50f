"""When a play counts as done, and who may play and keep packages. Pure, but for permissions asked of the user."""

from dataclasses import dataclass

from courses.packages.models import Package, Play
from courses.people.models import User

ADD, CHANGE, DELETE = "packages.add_package", "packages.change_package", "packages.delete_package"
INSTALL = "packages.install_library"


@dataclass(frozen=True)
class PackageRights:
    """What somebody may do with packages in the administration."""

    may_look: bool
    may_add: bool
    may_change: bool
    may_delete: bool
    may_install: bool


def rights_of(person: User) -> PackageRights:
    """Return what this person may do with packages."""
    add, change = person.has_perm(ADD), person.has_perm(CHANGE)
    install = person.has_perm(INSTALL)
    return PackageRights(add or change or install, add, change, person.has_perm(DELETE), install)


def is_done(package: Package, play: Play) -> bool:
    """Tell whether the play counts as done by the package's rule.

    A score is what the learner's browser says: it completes a practice and certifies nothing.
    """
    if package.completes_when == Package.CompletesWhen.OPENED:
        return True
    if play.finished_at is None:
        return False
    if package.completes_when == Package.CompletesWhen.FINISHED:
        return True
    return share_of(play) * 100 >= package.pass_percent


def share_of(play: Play) -> float:
    """Return the score from 0 to 1; 0 when there is none."""
    return play.raw / play.maximum if play.raw is not None and play.maximum else 0.0
