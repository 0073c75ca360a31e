package roadsign

import "sync"

// Classes are the display names; a class is an index into it.
var Classes = func() []string {
	names := make([]string, len(classes))
	for i, c := range classes {
		names[i] = c.name
	}
	return names
}()

// class says how the subject of a class is painted: as a sign with a face, as a
// traffic light with one lamp lit, as a vehicle, or not at all.
type class struct {
	name string
	face func() *texture // nil for everything but signs
	edge path            // a sign's outline
	lamp int             // 1 red, 2 amber, 3 green, from the top; 0 for the others
	kind kind
}

type kind int

const (
	kindSign kind = iota
	kindLight
	kindBus
	kindAmbulance
	kindNone
)

func sign(name string, outline path, design func() *plate) class {
	return class{name: name, edge: outline, face: sync.OnceValue(func() *texture { return design().texture() })}
}

var classes = []class{
	sign("stop", octagon, stopFace),
	sign("give way", triangle(1, 0.16, 1), giveWayFace),
	sign("no entry", disc, noEntryFace),
	sign("speed limit 30", disc, func() *plate { return speedFace("30") }),
	sign("speed limit 50", disc, func() *plate { return speedFace("50") }),
	sign("speed limit 80", disc, func() *plate { return speedFace("80") }),
	sign("no overtaking", disc, noOvertakingFace),
	sign("priority road", diamond(0.99, 0.14), priorityFace),
	sign("pedestrian crossing", board, crossingFace),
	sign("roundabout", disc, roundaboutFace),
	sign("keep right", disc, func() *plate { return arrowFace(135) }),
	sign("ahead only", disc, func() *plate { return arrowFace(0) }),
	sign("road works", triangle(1, 0.16, -1), roadWorksFace),
	sign("children", triangle(1, 0.16, -1), childrenFace),
	{name: "traffic light red", kind: kindLight, lamp: 1},
	{name: "traffic light amber", kind: kindLight, lamp: 2},
	{name: "traffic light green", kind: kindLight, lamp: 3},
	{name: "school bus", kind: kindBus},
	{name: "ambulance", kind: kindAmbulance},
	{name: "no sign", kind: kindNone},
}
