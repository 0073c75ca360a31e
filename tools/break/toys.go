package main

import (
	"bytes"
	"image/jpeg"
	"os"
	"path/filepath"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
)

// toys makes what the monkey may drop on the window, and finds more; the order is always the same.
func (b *bench) toys() ([]string, error) {
	folder, err := b.folder("toys")
	if err != nil {
		return nil, err
	}
	at := func(name string) string { return filepath.Join(folder, name) }
	for i, name := range []string{"sign.png", "sign with spaces, ü and %41.png", "large.png", "more/a.png", "more/b.png"} {
		if err := os.MkdirAll(filepath.Dir(at(name)), 0o777); err != nil {
			return nil, err
		}
		size := []int{64, 200, 900, 32, 48}[i]
		if err := pixel.WritePNG(at(name), roadsign.Render(i, b.seed, size)); err != nil {
			return nil, err
		}
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, roadsign.Render(3, b.seed, 300).RGBA(), nil); err != nil {
		return nil, err
	}
	files := map[string][]byte{
		"sign.jpg": photo.Bytes(), "cut.jpg": photo.Bytes()[:photo.Len()/2], "empty.png": nil, "a folder.onnx/x": nil,
		"labels.txt": []byte("one\r\ntwo\n\nthree"), "no model.onnx": []byte("ONNX"), "bomb.gif": gifOf(10000, 10000, 1),
	}
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(at(name)), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(at(name), data, 0o644); err != nil {
			return nil, err
		}
	}
	nets := map[string]*onnx.ModelProto{
		"squeeze.onnx": randomnet.SqueezeNet(randomnet.Options{Seed: b.seed, Size: 64, Classes: 10, Width: 0.25, Opset: 13}),
		"mobile.onnx":  randomnet.MobileNetV2(randomnet.Options{Seed: b.seed, Size: 32, Classes: 5, Width: 0.25, Depth: 0.3}),
	}
	for name, net := range nets {
		if err := onnx.WriteFile(at(name), net); err != nil {
			return nil, err
		}
	}
	var out []string
	for _, name := range []string{
		"sign.png", "sign.png", "sign with spaces, ü and %41.png", "large.png", "sign.jpg", "cut.jpg", "empty.png", "bomb.gif", "more",
		"labels.txt", "squeeze.onnx", "mobile.onnx", "no model.onnx", "a folder.onnx", "missing.png", "missing.onnx",
	} {
		out = append(out, at(name))
	}
	for _, pattern := range []string{
		filepath.Join(b.material, "photos", "*1.jpg"), filepath.Join(b.material, "models", "*.onnx"),
		filepath.Join(b.cases, "*", "*.onnx"), filepath.Join(b.cases, "*", "*.gif"),
	} {
		found, _ := filepath.Glob(pattern)
		out = append(out, found[:min(len(found), 12)]...)
	}
	return out, nil
}
