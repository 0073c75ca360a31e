package onnx

import "maps"

// Kinds tells the types of the elements of a graph's values, as far as they follow from
// what the file declares: names are missing whose type is not known.
type Kinds map[string]TensorProto_DataType

// KindsOf finds the types of all values of an upgraded graph, those of the graphs within
// it too.
func KindsOf(g *GraphProto) Kinds {
	k := Kinds{}
	k.graph(g)
	return k
}

func (k Kinds) graph(g *GraphProto) {
	for _, v := range g.Input {
		if kind := v.GetType().GetTensorType().GetElemType(); kind != 0 {
			k[v.Name] = TensorProto_DataType(kind)
		}
	}
	for _, t := range g.Initializer {
		k[t.Name] = TensorProto_DataType(t.DataType)
	}
	sorted, err := Sorted(g)
	if err != nil {
		return
	}
	for _, n := range sorted {
		k.node(n)
	}
}

func (k Kinds) node(n *NodeProto) {
	if len(Subgraphs(n)) > 0 {
		k.control(n)
		return
	}
	set := func(i int, kind TensorProto_DataType) {
		if i < len(n.Output) && n.Output[i] != "" && kind != TensorProto_UNDEFINED {
			k[n.Output[i]] = kind
		}
	}
	of := func(i int) TensorProto_DataType {
		if i < len(n.Input) {
			return k[n.Input[i]]
		}
		return TensorProto_UNDEFINED
	}
	if !isStandard(n.Domain) {
		if n.Domain == "com.microsoft" {
			set(0, foreignKinds[n.OpType])
		}
		return
	}
	named := func(attribute string, fallback TensorProto_DataType) TensorProto_DataType {
		if kind := Int(n, attribute, 0); kind != 0 {
			return TensorProto_DataType(kind)
		}
		return fallback
	}
	if kind, ok := resultKinds[n.OpType]; ok {
		set(0, kind)
		return
	}
	switch n.OpType {
	case "Cast":
		set(0, named("to", TensorProto_FLOAT))
	case "CastLike", "Where":
		set(0, of(1))
	case "OneHot":
		set(0, of(2))
	case "ConstantOfShape":
		kind := TensorProto_FLOAT
		if a := Attribute(n, "value"); a != nil && a.T != nil {
			kind = TensorProto_DataType(a.T.DataType)
		}
		set(0, kind)
	case "QuantizeLinear":
		kind := named("output_dtype", TensorProto_UINT8)
		if len(n.Input) > 2 && n.Input[2] != "" {
			kind = of(2)
		}
		set(0, kind)
	case "DynamicQuantizeLinear":
		set(0, TensorProto_UINT8)
		set(1, TensorProto_FLOAT)
		set(2, TensorProto_UINT8)
	case "QLinearConv", "QLinearMatMul":
		set(0, of(7))
	case "EyeLike", "RandomNormalLike", "RandomUniformLike", "Bernoulli":
		set(0, named("dtype", of(0)))
	case "RandomNormal", "RandomUniform":
		set(0, named("dtype", TensorProto_FLOAT))
	case "Multinomial":
		set(0, named("dtype", TensorProto_INT32))
	case "TopK", "MaxPool":
		set(0, of(0))
		set(1, TensorProto_INT64)
	case "Unique":
		set(0, of(0))
		for i := range 3 {
			set(i+1, TensorProto_INT64)
		}
	case "HannWindow", "HammingWindow", "BlackmanWindow", "MelWeightMatrix":
		set(0, named("output_datatype", TensorProto_FLOAT))
	default:
		for i := range n.Output {
			set(i, of(0))
		}
	}
}

// resultKinds are the operators whose results are of one type.
var resultKinds = map[string]TensorProto_DataType{
	"Shape": TensorProto_INT64, "Size": TensorProto_INT64, "ArgMax": TensorProto_INT64, "ArgMin": TensorProto_INT64,
	"NonZero": TensorProto_INT64, "NonMaxSuppression": TensorProto_INT64, "SequenceLength": TensorProto_INT64,
	"ConvInteger": TensorProto_INT32, "MatMulInteger": TensorProto_INT32, "DequantizeLinear": TensorProto_FLOAT,
	"Equal": TensorProto_BOOL, "Less": TensorProto_BOOL, "LessOrEqual": TensorProto_BOOL, "Greater": TensorProto_BOOL,
	"GreaterOrEqual": TensorProto_BOOL, "And": TensorProto_BOOL, "Or": TensorProto_BOOL, "Xor": TensorProto_BOOL,
	"Not": TensorProto_BOOL, "IsNaN": TensorProto_BOOL, "IsInf": TensorProto_BOOL,
}

// foreignKinds are operators of onnxruntime's own whose results are of one type.
var foreignKinds = map[string]TensorProto_DataType{
	"DynamicQuantizeMatMul": TensorProto_FLOAT, "MatMulIntegerToFloat": TensorProto_FLOAT,
}

// control is for branches and loops: what they give is what their graphs give.
func (k Kinds) control(n *NodeProto) {
	for _, g := range Subgraphs(n) {
		carried := 0
		if n.OpType == "Loop" && len(g.Input) >= 2 {
			k[g.Input[0].Name], k[g.Input[1].Name] = TensorProto_INT64, TensorProto_BOOL
			for i, v := range g.Input[2:] {
				if i+2 < len(n.Input) {
					if kind, ok := k[n.Input[i+2]]; ok {
						k[v.Name] = kind
					}
				}
			}
			carried = 1
		}
		given := maps.Clone(k)
		k.graph(g)
		for _, v := range g.Input {
			// What comes in counts more than what the graph says of it.
			if kind, ok := given[v.Name]; ok {
				k[v.Name] = kind
			}
		}
		for i, name := range n.Output {
			if i+carried < len(g.Output) && name != "" {
				if kind, ok := k[g.Output[i+carried].Name]; ok {
					k[name] = kind
				}
			}
		}
	}
}

// Whole reports whether a type holds whole numbers.
func Whole(kind TensorProto_DataType) bool {
	switch kind {
	case TensorProto_INT8, TensorProto_INT16, TensorProto_INT32, TensorProto_INT64,
		TensorProto_UINT8, TensorProto_UINT16, TensorProto_UINT32, TensorProto_UINT64:
		return true
	}
	return false
}
