package ort

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	onnxruntime "github.com/yalue/onnxruntime_go"
)

// Provider is what can compute networks: an execution provider, in
// onnxruntime's words. Operators that it does not know stay on the CPU.
type Provider struct {
	// Key names it on the command line, Title is for people.
	Key, Title string
	// native is what onnxruntime calls it.
	native string
	// add makes a session use it; nil for the CPU, which every session has.
	add func(*onnxruntime.SessionOptions) error
	// alone is true if a session must not be run twice at the same time.
	alone bool
}

// CPU is the key of the provider that every library has.
const CPU = "cpu"

// providers are those that Foolscope knows, in the order in which they are
// offered. Numbers are to be those of float32, since gradients live on small
// differences: no provider may round to fewer bits for the sake of speed.
var providers = []Provider{
	{Key: CPU, Title: "CPU", native: "CPUExecutionProvider"},
	{Key: "cuda", Title: "CUDA", native: "CUDAExecutionProvider", add: addCUDA},
	{Key: "directml", Title: "DirectML", native: "DmlExecutionProvider", add: addDirectML, alone: true},
	{Key: "coreml", Title: "CoreML", native: "CoreMLExecutionProvider", add: addCoreML},
	{Key: "webgpu", Title: "WebGPU", native: "WebGpuExecutionProvider", add: addWebGPU},
}

// addCUDA leaves out TensorFloat-32, which keeps 10 bits of a fraction, and the
// trial of every algorithm, which takes seconds for each new size of a batch.
func addCUDA(options *onnxruntime.SessionOptions) error {
	cuda, err := onnxruntime.NewCUDAProviderOptions()
	if err != nil {
		return err
	}
	defer cuda.Destroy()
	if err := cuda.Update(map[string]string{"use_tf32": "0", "cudnn_conv_algo_search": "HEURISTIC"}); err != nil {
		return err
	}
	return options.AppendExecutionProviderCUDA(cuda)
}

// addDirectML takes the first graphics card. DirectML wants memory patterns
// off and operators one after the other.
func addDirectML(options *onnxruntime.SessionOptions) error {
	if err := options.SetMemPattern(false); err != nil {
		return err
	}
	if err := options.SetExecutionMode(onnxruntime.ExecutionModeSequential); err != nil {
		return err
	}
	return options.AppendExecutionProviderDirectML(0)
}

// addCoreML takes the newer form of CoreML's networks, which keeps float32
// where the older one may compute with 16 bits.
func addCoreML(options *onnxruntime.SessionOptions) error {
	return options.AppendExecutionProviderCoreMLV2(map[string]string{"ModelFormat": "MLProgram"})
}

func addWebGPU(options *onnxruntime.SessionOptions) error {
	return options.AppendExecutionProvider("WebGPU", nil)
}

// FindProvider returns the provider with a key, whether or not the library has
// it.
func FindProvider(key string) (Provider, error) {
	for _, p := range providers {
		if p.Key == key {
			return p, nil
		}
	}
	return Provider{}, fmt.Errorf("there is no execution provider %q: there are %s", key, strings.Join(keys(providers), ", "))
}

// Providers returns the providers that the library has, the CPU first. That it
// has one does not mean that this one works here: see Offers.
func Providers() ([]Provider, error) {
	path, err := loaded()
	if err != nil {
		return nil, err
	}
	native, err := available(path)
	if err != nil {
		return nil, err
	}
	var list []Provider
	for _, p := range providers {
		if slices.Contains(native, p.native) {
			list = append(list, p)
		}
	}
	return list, nil
}

// preferred is nil as long as nothing was chosen.
var preferred atomic.Pointer[Provider]

// Prefer chooses what computes the networks that are opened from now on with
// Options that do not say. Without it, that is the CPU.
func Prefer(key string) error {
	p, err := FindProvider(key)
	if err != nil {
		return err
	}
	preferred.Store(&p)
	return nil
}

// Preferred returns what Prefer chose.
func Preferred() Provider {
	if p := preferred.Load(); p != nil {
		return *p
	}
	return providers[0]
}

// ProviderKeys lists the keys of all that Foolscope knows, whether or not the
// library was made for them.
func ProviderKeys() []string { return keys(providers) }

func keys(list []Provider) []string {
	var out []string
	for _, p := range list {
		out = append(out, p.Key)
	}
	return out
}
