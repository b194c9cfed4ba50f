"""Build the style sheet and the fonts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from literasi import assets


class Command(BaseCommand):
    """Write var/assets and var/fonts from static and node_modules."""

    help = "Build the style sheet, the scripts and the fonts of pages and printed papers (quick, repeatable)."
    requires_system_checks: list[str] = []

    def handle(self, **options: object) -> None:
        base, made = settings.BASE_DIR, settings.VAR_DIR / "assets"
        try:
            changed = {
                "style sheet": assets.build_styles(
                    base / "static" / "css", made / "css" / "literasi.css"
                ),
                "scripts": assets.build_scripts(
                    base / "static" / "js", made / "js" / "literasi.js"
                ),
                "quiz scripts": assets.build_scripts(
                    base / "static" / "js" / "quiz", made / "js" / "kuis.js"
                ),
                "package player": assets.build_scripts(
                    base / "static" / "js" / "package-player", made / "js" / "package-player.js"
                ),
                "H5P": assets.build_player(base, made / "h5p"),
                "SCORM": assets.build_units(base, made / "scorm"),
                "workshop scripts": assets.build_scripts(
                    base / "static" / "js" / "workshops", made / "js" / "lokakarya.js"
                ),
                "area picker": assets.build_scripts(
                    base / "static" / "js" / "areas", made / "js" / "bidang.js"
                ),
                "card reader": assets.copy_scanner(base, made / "js" / "vendor"),
                "web fonts": assets.copy_web_fonts(base, made / "fonts"),
                "print fonts": assets.build_print_fonts(base, settings.VAR_DIR / "fonts"),
            }
        except assets.AssetError as error:
            raise CommandError(str(error)) from error
        assets.compress(made)
        for name, is_new in changed.items():
            self.stdout.write(f"{name}: {'written' if is_new else 'as before'}")
