"""Pictures drawn while the site is built: geometry here, the SVG itself in templates/."""
