"""Exports small torchvision classifiers with random weights, and the gradients that PyTorch computes for them.

Run it in this folder, with Debian's python3-torch, python3-torchvision and python3-onnx. Sizes are those that keep a
file below 200 KB; the operators are those of the full networks.
"""

from functools import partial

import numpy
import onnx
import torch
from torch import nn
from torchvision import models
from torchvision.models.convnext import CNBlockConfig, ConvNeXt
from torchvision.models.efficientnet import MBConvConfig
from torchvision.models.mobilenetv3 import InvertedResidualConfig
from torchvision.models.regnet import BlockParams

SIDE, CLASSES = 32, 10


def picture():
    """Pixels in [0, 1], as exports_test.go draws them."""
    i = numpy.arange(3 * SIDE * SIDE)
    pixels = (i * 7919 % 253).astype(numpy.float32) / numpy.float32(253)
    pixels += (i % 7).astype(numpy.float32) / numpy.float32(1e4)
    return torch.tensor(pixels.reshape(1, 3, SIDE, SIDE), dtype=torch.float64)


def mobilenet_v3():
    unit = partial(InvertedResidualConfig, dilation=1, width_mult=1)
    rows = [unit(8, 3, 8, 8, True, "RE", 2), unit(8, 3, 24, 16, False, "RE", 2), unit(16, 5, 40, 16, True, "HS", 1)]
    return models.MobileNetV3(rows, last_channel=32, num_classes=CLASSES)


def efficientnet():
    rows = [MBConvConfig(1, 3, 1, 32, 8, 1), MBConvConfig(4, 3, 2, 8, 12, 2), MBConvConfig(4, 5, 2, 12, 16, 2)]
    return models.EfficientNet(rows, dropout=0.2, num_classes=CLASSES, last_channel=64)


def regnet():
    block = BlockParams([1, 2], [16, 24], [8, 8], [1.0, 1.0], [2, 2], se_ratio=0.25)
    return models.RegNet(block, num_classes=CLASSES, stem_width=8)


# Each with the opset, whether the size of the batch is free, and whether normalizations are kept apart.
EXPORTS = {
    "shufflenet_v2": (lambda: models.ShuffleNetV2([2, 2, 2], [8, 16, 32, 64, 64], CLASSES), 11, True, False),
    "densenet": (lambda: models.DenseNet(4, (2, 3), 8, num_classes=CLASSES), 9, False, True),
    "mobilenet_v3": (mobilenet_v3, 14, True, False),
    "efficientnet": (efficientnet, 16, False, False),
    "regnet": (regnet, 12, True, True),
    "convnext": (lambda: ConvNeXt([CNBlockConfig(12, 16, 2), CNBlockConfig(16, None, 1)], num_classes=CLASSES,
                                  layer_scale=0.5), 13, True, False),
    "vit": (lambda: models.VisionTransformer(SIDE, 8, 2, 2, 24, 48, num_classes=CLASSES), 14, True, False),
    "swin": (lambda: models.SwinTransformer([4, 4], 12, [2, 1], [2, 4], [4, 4], num_classes=CLASSES), 12, False, False),
}


def settle(model):
    """Gives normalizations statistics, as training would, and weights a size that scores depend on."""
    for module in model.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_uniform_(module.weight, nonlinearity="relu")
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None
            module.reset_running_stats()
    model.train()
    with torch.no_grad():
        for p in model.parameters():
            if not p.any():
                nn.init.normal_(p, std=0.1)
        for _ in range(4):
            model(torch.randn(16, 3, SIDE, SIDE))
    return model.eval()


def shorten(path):
    """Renames what is computed, which takes most of a small file."""
    model = onnx.load(path)
    names = {}
    for node in model.graph.node:
        node.ClearField("name")
        for i, output in enumerate(node.output):
            if output != "output":
                names[output] = node.output[i] = str(len(names))
    for node in model.graph.node:
        for i, value in enumerate(node.input):
            node.input[i] = names.get(value, value)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def export(name, build, opset, free, kept):
    torch.manual_seed(1)
    model = settle(build())
    torch.onnx.export(
        model, torch.zeros(1, 3, SIDE, SIDE), name + ".onnx", opset_version=opset, input_names=["input"], output_names=["output"],
        dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}} if free else None,
        training=torch.onnx.TrainingMode.PRESERVE if kept else torch.onnx.TrainingMode.EVAL, do_constant_folding=not kept)
    shorten(name + ".onnx")

    mean, std = (torch.tensor(v, dtype=torch.float64).view(1, 3, 1, 1) for v in ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
    pixels = picture().requires_grad_()
    scores = model.double()((pixels - mean) / std)
    nn.functional.cross_entropy(scores, torch.tensor([1])).backward()
    numpy.save(name + ".npy", pixels.grad.float().numpy())
    print(f"{name}: scores {scores.min():.3g} to {scores.max():.3g}, gradient up to {pixels.grad.abs().max():.3g}")


for name, (build, *how) in EXPORTS.items():
    export(name, build, *how)
