package onnx

// separateNamesakes renames the values in branches and loops where several of these
// graphs use one name for different things, as they may beside each other: whoever
// looks a value up by its name in the whole model finds the right one.
func separateNamesakes(g *GraphProto) {
	seen, twice := map[string]bool{"": true}, false
	everyGraph(g, func(inner *GraphProto) error {
		if inner == g {
			return nil
		}
		for _, name := range defined(inner) {
			twice = twice || name != "" && seen[name]
			seen[name] = true
		}
		return nil
	})
	if !twice {
		return
	}
	c := &instance{fresh: Edit(g).Fresh}
	outside := &names{own: map[string]string{}}
	for _, n := range g.Node {
		for i, a := range n.Attribute {
			n.Attribute[i] = c.attribute(a, outside)
		}
	}
}
