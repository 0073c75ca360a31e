// Package roadsign renders labelled pictures of road signs, traffic lights and
// two vehicles from a seed: something to train a small classifier on, to test
// it with, and to show to a class.
//
// Vocabulary:
//
//   - a class is what the picture shows, an index into Classes;
//   - the subject is the one object that decides the class; a distractor is
//     anything else that stands in the scene, never an object of another class;
//   - picture coordinates run over [0,1], u to the right and v down, whatever
//     the number of pixels, so one seed gives one scene at every size;
//   - world coordinates are metres: x right, y up, z away from the camera,
//     with the ground at y = 0 and the camera above the origin;
//   - a plate is a flat design (a sign's face, a bus's side) drawn once at high
//     resolution into a texture with mip levels, then seen in perspective;
//   - colours are linear light, 1 being a white sheet in full daylight, until
//     the lens encodes them as sRGB;
//   - a draw is a stream of random numbers. Every stage of a picture has its
//     own, derived from the seed, so a new detail in one stage leaves the
//     others as they were.
//
// A picture is painted from back to front: sky, land and road (sky.go, land.go),
// what stands on them (props.go, street.go, foliage.go), the subject with its
// mount, what hangs in front of it, weather, and last the lens and the sensor.
package roadsign
