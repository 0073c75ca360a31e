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

func sign(name string, design func() *plate) class {
	return class{name: name, face: sync.OnceValue(func() *texture { return design().texture() })}
}

var classes = []class{
	sign("stop", stopFace),
	sign("give way", giveWayFace),
	sign("no entry", noEntryFace),
	sign("speed limit 30", func() *plate { return speedFace("30") }),
	sign("speed limit 50", func() *plate { return speedFace("50") }),
	sign("speed limit 80", func() *plate { return speedFace("80") }),
	sign("no overtaking", noOvertakingFace),
	sign("priority road", priorityFace),
	sign("pedestrian crossing", crossingFace),
	sign("roundabout", roundaboutFace),
	sign("keep right", func() *plate { return arrowFace(135) }),
	sign("ahead only", func() *plate { return arrowFace(0) }),
	sign("road works", roadWorksFace),
	sign("children", childrenFace),
	{name: "traffic light red", kind: kindLight, lamp: 1},
	{name: "traffic light amber", kind: kindLight, lamp: 2},
	{name: "traffic light green", kind: kindLight, lamp: 3},
	{name: "school bus", kind: kindBus},
	{name: "ambulance", kind: kindAmbulance},
	{name: "no sign", kind: kindNone},
}
