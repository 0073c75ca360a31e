// Package figure draws an experiment as one figure for a paper, a slide or a
// worksheet, as PNG, SVG or PDF. It takes plain values, draws with the light
// colours of the window whatever theme is chosen, and gives the same PNG and SVG,
// byte for byte, for the same experiment.
package figure
