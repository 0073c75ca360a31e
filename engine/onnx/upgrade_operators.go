package onnx

import (
	"errors"
	"math"
	"slices"
)

func axesToInput(u *upgrader, n *NodeProto) error {
	u.moveList(n, "axes", 1)
	u.keep(n)
	return nil
}

func (u *upgrader) batchNormalization(n *NodeProto) error {
	if Int(n, "spatial", 1) == 0 {
		return errors.New("statistics for every pixel (spatial = 0) are not supported")
	}
	RemoveAttribute(n, "spatial")
	u.keep(n)
	return nil
}

func (u *upgrader) clip(n *NodeProto) error {
	for place, name := range []string{"min", "max"} {
		if a := Attribute(n, name); a != nil && math.Abs(float64(a.F)) < math.MaxFloat32/2 {
			u.inputName(n, place+1, u.graph.Scalar(a.F))
		}
		RemoveAttribute(n, name)
	}
	u.keep(n)
	return nil
}

// softmax expresses the old meaning, in which all dimensions from axis on are
// one, by the new one, which normalises along a single axis.
func (u *upgrader) softmax(n *NodeProto) error {
	axis := Int(n, "axis", 1)
	if axis == -1 {
		u.keep(n)
		return nil
	}
	g := u.graph
	shape := g.Add("Shape", n.Input, nil)
	flat := g.Add("Flatten", n.Input, Attributes{"axis": axis})
	normalised := g.Add(n.OpType, []string{flat}, Attributes{"axis": -1})
	u.keep(NewNode("Reshape", []string{normalised, shape}, n.Output, nil))
	return nil
}

func (u *upgrader) pad(n *NodeProto) error {
	u.moveList(n, "pads", 1)
	if value := Float(n, "value", 0); value != 0 {
		u.inputName(n, 2, u.graph.Scalar(value))
	}
	RemoveAttribute(n, "value")
	u.keep(n)
	return nil
}

func (u *upgrader) slice(n *NodeProto) error {
	for place, name := range []string{"starts", "ends", "axes"} {
		u.moveList(n, name, place+1)
	}
	u.keep(n)
	return nil
}

func (u *upgrader) split(n *NodeProto) error {
	u.moveList(n, "split", 1)
	if len(n.Input) < 2 || n.Input[1] == "" {
		SetAttribute(n, "num_outputs", len(n.Output))
	}
	u.keep(n)
	return nil
}

func (u *upgrader) topK(n *NodeProto) error {
	u.input(n, 1, []int64{Int(n, "k", 1)})
	RemoveAttribute(n, "k")
	u.keep(n)
	return nil
}

func (u *upgrader) upsample(n *NodeProto) error {
	if a := Attribute(n, "scales"); a != nil {
		u.inputName(n, 1, u.graph.Floats("scales", a.Floats, int64(len(a.Floats))))
	}
	if len(n.Input) != 2 {
		return errors.New("its scales are missing")
	}
	n.OpType = "Resize"
	mode := Text(n, "mode", "nearest")
	n.Attribute = nil
	SetAttribute(n, "mode", mode)
	return u.resize(n)
}

// resize gives a Resize of opset 10 the later form of the same sampling, which
// rounded down where it made a dimension larger, and up where smaller.
func (u *upgrader) resize(n *NodeProto) error {
	if len(n.Input) != 2 {
		return errors.New("its scales are missing")
	}
	rounding := "floor"
	if t := u.graph.Initializer(n.Input[1]); t != nil {
		scales, err := Floats(t)
		if err != nil {
			return err
		}
		if len(scales) > 0 && slices.Min(scales) < 1 {
			if slices.Max(scales) > 1 && Text(n, "mode", "nearest") == "nearest" {
				return errors.New("making one dimension larger and another smaller is not supported")
			}
			rounding = "ceil"
		}
	}
	n.Input = slices.Insert(slices.Clone(n.Input), 1, "")
	SetAttribute(n, "coordinate_transformation_mode", "asymmetric")
	SetAttribute(n, "nearest_mode", rounding)
	u.keep(n)
	return nil
}
