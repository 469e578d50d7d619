"""Charts as SVG that is written on the server: fluid in width, in both schemes, on paper; no script."""
