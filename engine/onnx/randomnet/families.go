package randomnet

import "foolscope/engine/onnx"

// Family is a builder with the opsets at which its spelling differs. With the
// same seed, all its spellings compute the same.
type Family struct {
	Name   string
	Build  func(Options) *onnx.ModelProto
	Opsets []int64
}

// Families lists all builders.
var Families = []Family{
	{"AlexNet", AlexNet, []int64{7, 12}},
	{"CaffeNet", CaffeNet, []int64{9, 13}},
	{"VGG16", VGG16, []int64{7, 12}},
	{"VGG16BN", VGG16BN, []int64{7, 12}},
	{"GoogLeNet", GoogLeNet, []int64{9, 12}},
	{"InceptionV2", InceptionV2, []int64{9, 13}},
	{"InceptionV3", InceptionV3, []int64{11}},
	{"ResNet18", ResNet18, []int64{7, 12}},
	{"ResNet50", ResNet50, []int64{7, 12}},
	{"ResNet18v2", ResNet18v2, []int64{7, 15}},
	{"ResNeXt50", ResNeXt50, []int64{11}},
	{"WideResNet50", WideResNet50, []int64{9}},
	{"SEResNet50", SEResNet50, []int64{11, 17}},
	{"DenseNet121", DenseNet121, []int64{9, 13}},
	{"SqueezeNet", SqueezeNet, []int64{8, 13}},
	{"MobileNetV1", MobileNetV1, []int64{10, 13}},
	{"MobileNetV2", MobileNetV2, []int64{10, 12}},
	{"MobileNetV2 of MXNet", MobileNetV2, []int64{7}},
	{"MobileNetV3", MobileNetV3, []int64{11, 14, 22}},
	{"MNASNet", MNASNet, []int64{9, 18}},
	{"EfficientNet", EfficientNet, []int64{11, 18}},
	{"EfficientNetLite", EfficientNetLite, []int64{9, 11, 13}},
	{"ShuffleNetV1", ShuffleNetV1, []int64{9, 17}},
	{"ShuffleNetV2", ShuffleNetV2, []int64{9, 10, 13}},
	{"RegNetY", RegNetY, []int64{12, 21, 23}},
	{"ConvNeXt", ConvNeXt, []int64{11, 17, 20, 25}},
	{"ViTTiny", ViTTiny, []int64{12, 17, 20, 23}},
	{"ViTTinyEinsum", ViTTinyEinsum, []int64{13, 18}},
	{"ViTRotary", ViTRotary, []int64{23, 13, 24}},
	{"DeiTTiny", DeiTTiny, []int64{11, 21}},
	{"Swin", Swin, []int64{11, 17, 20, 24}},
	{"MLPMixer", MLPMixer, []int64{12, 17}},
}
