package ort

import (
	"errors"
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	tests := []struct{ message, want string }{
		{
			"Error creating C session: Failed to load model because protobuf parsing failed.",
			"the file is not an ONNX model, or it is damaged",
		},
		{
			`Error creating C session: This is an invalid model. In Node, ("", Foo, "", -1) : ("x": tensor(float),) -> ("y": tensor(float),) , Error No Op registered for Foo with domain_version of 17`,
			"it uses the operator Foo, which does not exist in its opset (17)",
		},
		{
			"Error creating C session: Fatal error: com.example:Spin(-1) is not a registered function/op",
			"it uses the operator com.example:Spin(-1), which onnxruntime does not know",
		},
		{
			"[ONNXRuntimeError] : 1 : FAIL : Failed to load library /opt/libonnxruntime_providers_shared.so with error: /opt/libonnxruntime_providers_shared.so: cannot open shared object file: No such file or directory",
			"libonnxruntime_providers_shared.so cannot be loaded (cannot open shared object file: No such file or directory)",
		},
		{
			"[ONNXRuntimeError] : 1 : FAIL : Failed to load library /opt/libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open shared object file: No such file or directory",
			"libonnxruntime_providers_cuda.so cannot be loaded (libcublasLt.so.12: cannot open shared object file: No such file or directory)",
		},
		{
			"/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:63 onnxruntime::webgpu::WebGpuContext::Initialize(const onnxruntime::webgpu::WebGpuContextConfig&)::<lambda()>::<lambda(wgpu::RequestAdapterStatus, wgpu::Adapter)> status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters",
			"there is no graphics processor that it can use",
		},
		{
			"Error creating C session: Could not find an implementation for ArgMax(13) node with name 'best'",
			"it uses the operator ArgMax in a version or with a type of numbers that onnxruntime cannot compute",
		},
		{
			"Error creating C session: /onnxruntime_src/onnxruntime/core/graph/model.cc:181 onnxruntime::Model::Model(onnx::ModelProto&&, const onnxruntime::PathString&) Unsupported model IR version: 99, max supported IR version: 13",
			"its format version is 99, but this onnxruntime reads versions up to 13: export it again with an older one",
		},
		{
			"Error running network: Non-zero status code returned while running Mul node. Name:'scale' Status Message: /onnxruntime_src/onnxruntime/core/providers/cpu/math/element_wise_ops.h:540 void onnxruntime::BroadcastIterator::Init(ptrdiff_t, ptrdiff_t) axis == 1 || axis == largest was false. Attempting to broadcast an axis by a dimension other than 1. 3 by 4\n",
			`the operator Mul "scale" failed: Attempting to broadcast an axis by a dimension other than 1. 3 by 4`,
		},
		{
			"Error running network: Non-zero status code returned while running Gather node. Name:'' Status Message: indices element out of data bounds, idx=7 must be within the inclusive range [-3,2]",
			"the operator Gather failed: indices element out of data bounds, idx=7 must be within the inclusive range [-3,2]",
		},
		{
			"Error creating C session: Exception during initialization: /src/core/optimizer.cc:12 onnxruntime::Run()::<lambda(int (*)(int))>::operator()(int) const it is out of memory.",
			"it is out of memory",
		},
		{
			"Error creating C session: " + strings.Repeat("word ", 1000),
			strings.TrimSpace(strings.Repeat("word ", 48)) + " ...",
		},
		{
			`Error creating C session: This is an invalid model. In Node, ("", Softmax, "", -1) : ("pixels": tensor(float),) -> ("y",) , Error Mismatched attribute type in ' : axis'. Expected: 'INT', actual: 'STRING'`,
			"its operator Softmax has an attribute axis of the type STRING where INT belongs: export it again",
		},
		{
			`Error creating C session: This is an invalid model. In Node, ("", Softmax, "", -1) : ("pixels": tensor(float),) -> ("y",) , Error Unrecognized attribute: nonsense for operator Softmax`,
			"its operator Softmax has an attribute nonsense that this operator does not take: export it again",
		},
		{
			`Error creating C session: This is an invalid model. In Node, ("", AveragePool, "", -1) : ("pixels": tensor(float),) -> ("y",) , Error Required attribute 'kernel_shape' is missing.`,
			"its operator AveragePool lacks its attribute kernel_shape: export it again",
		},
		{
			`Error creating C session: This is an invalid model. In Node, ("first", Conv, "", -1) : ("x": tensor(float),"w": tensor(double),) -> ("y",) , Error the types do not agree.`,
			`its operator Conv "first" is wrong: the types do not agree`,
		},
		{"something else", "something else"},
		{"", ""},
	}
	for _, test := range tests {
		if got := plain(errors.New(test.message)).Error(); got != test.want {
			t.Errorf("%.60q\nbecame %q\n  want %q", test.message, got, test.want)
		}
	}
}
