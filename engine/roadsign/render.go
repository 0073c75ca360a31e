package roadsign

import (
	"fmt"

	"foolscope/engine/pixel"
)

// framing is how much trouble the photographer took.
type framing int

const (
	everyday framing = iota // as a dashboard camera sees it: what classifiers train on
	showcase                // large, sharp and in good light: what a class is shown
)

// Render renders the picture of a class that a seed stands for, size by size
// pixels, as a camera on the road would see it. The same arguments give the
// same bytes; another size gives the same scene. It panics if there is no such
// class or size is not positive.
func Render(class int, seed uint64, size int) *pixel.Image {
	return render(class, seed, size, everyday)
}

// Showcase is Render with a steady hand: a large, sharp subject in good light.
// The sample pictures are made by it.
func Showcase(class int, seed uint64, size int) *pixel.Image {
	return render(class, seed, size, showcase)
}

func render(class int, seed uint64, size int, f framing) *pixel.Image {
	if class < 0 || class >= len(classes) {
		panic(fmt.Sprintf("roadsign: no class %d", class))
	}
	if size <= 0 {
		panic("roadsign: a picture's size is not positive")
	}
	stream := func(s stage) draw { return newDraw(class, seed, s) }
	cl := &classes[class]
	c := newCanvas(size)
	defer c.free()

	l := stream(stageLight).light(f)
	cam := stream(stageCamera).camera(f, size)
	onRoad := cl.kind == kindBus || cl.kind == kindAmbulance
	if onRoad {
		// A vehicle stands on the ground: it needs room below the horizon.
		cam.horizon = 0.40 + 0.4*(cam.horizon-0.5)
	}
	p := stream(stageLand).place(&l, cam, f)
	s := stream(stageSky).sky(&l)
	e := stream(stageLens).lens(&l, f)

	subject := stream(stageSubject)
	var v vehicle
	if onRoad {
		v = subject.vehicle(cl.kind, &p, f)
	}
	p.paint(c, &s)
	p.props(c, stream(stageProps), f)
	c.blur(e.backdrop)

	switch cl.kind {
	case kindSign:
		paintSign(c, &p, cl, subject, stream(stageWear).wear(&l, f), f)
	case kindLight:
		paintSignal(c, &p, cl.lamp, subject, f)
	case kindBus, kindAmbulance:
		v.paint(c, &p, subject)
	case kindNone:
		paintNothing(c, &p, subject)
	}
	if f == everyday {
		occlude(c, &p, stream(stageOccluder))
	}
	weather(c, &l, stream(stageWeather))
	return c.develop(&e)
}
