package autodiff_test
import ("testing";"foolscope/engine/onnx";"foolscope/engine/ort";"fmt")
func TestScratch(t *testing.T){
 for _, opset := range []int64{11,18,19,21,22} {
 for _, inc := range []int{0,1} {
 for _, pads := range [][]int64{nil, {1,1,1,1}} {
 at := onnx.Attributes{"kernel_shape":square(3),"strides":square(2),"ceil_mode":1,"count_include_pad":inc}
 if pads!=nil {at["pads"]=pads}
 c := graphCase{name:"s", opset:opset, nodes:[]*onnx.NodeProto{node("AveragePool","x","y",at)}, values: []value{input("x",normal,1,1,6,6)}}
 m := c.model(c.feeds(),false)
 x := ort.NewTensor(1,1,6,6)
 for i := range x.Data {x.Data[i]=1}
 fmt.Println(opset,inc,pads,run(t,open(t,m),map[string]ort.Tensor{"x":x})["y"])
 }}}
}
