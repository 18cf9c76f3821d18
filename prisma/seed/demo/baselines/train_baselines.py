#!/usr/bin/env python3
"""Trains the demo's baselines and writes them as ONNX.

    /usr/bin/python3 train_baselines.py --data DIR --out DIR [--seed N] [--only NAME ...]

DIR of --data holds train/CLASS/FILE and val/CLASS/FILE, CLASS being a synset id; test/ and held-out/, where they are,
are only measured. Needs PyTorch 1.13 or later, Pillow and onnx (Debian: python3-torch python3-pil python3-onnx).

Four models, each with input `image` float32 [batch, 3, S, S] and output `logits` [batch, classes], the classes being the
folders of train/ in sorted order (labels.txt):

- chance: the class shares of the training pictures, whatever it is shown. One fixed ranking is the guess of somebody who
  looks at nothing: right once in as many times as there are classes, without the noise of random weights. Equal
  shares are told apart by a seeded amount too small to matter, so that no answer is a tie.
- perceptron: one linear layer on the pixels, no hidden layer (Rosenblatt 1958).
- two-hidden: two hidden layers of rectified units.
- conv: five convolutions.

What a picture becomes before the network sees it stands in NAME.preprocess.json in the form of Hugging Face's
preprocessor_config.json: squeezed to S by S by Pillow's bilinear resize, then (pixel / 255 - 0.5) / 0.5.
"""

import argparse
import json
import math
import pathlib
import random
import re
import time

import numpy
import onnx
import torch
from PIL import Image
from torch import nn
from torch.nn import functional

MEAN = STD = 0.5


class Chance(nn.Module):
    """Logits that do not depend on the picture; the pixels are multiplied by zero to keep the input in the graph."""

    def __init__(self, shares):
        super().__init__()
        self.register_buffer("silence", torch.zeros(1, len(shares)))
        self.register_buffer("bias", shares)

    def forward(self, image):
        return image.mean(dim=(1, 2, 3)).unsqueeze(1) * self.silence + self.bias


def perceptron(size, classes):
    return nn.Sequential(nn.Flatten(), nn.Linear(3 * size * size, classes))


def two_hidden(size, classes):
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(3 * size * size, 64),
        nn.ReLU(),
        nn.Linear(64, 128),
        nn.ReLU(),
        nn.Dropout(0.1),
        nn.Linear(128, classes),
    )


def conv(size, classes):
    """Five 3x3 convolutions, each with batch normalisation (folded into it at export), then the mean over the picture."""
    layers, channels = [], 3
    for out, stride in ((24, 2), (48, 1), (80, 2), (96, 1), (128, 2)):
        layers += [nn.Conv2d(channels, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU()]
        channels = out
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.1), nn.Linear(channels, classes))


# name: builder, edge of the input, epochs, peak learning rate, weight decay
RECIPES = {
    "perceptron": (perceptron, 32, 60, 0.001, 0.05),
    "two-hidden": (two_hidden, 32, 150, 0.002, 0.05),
    "conv": (conv, 48, 160, 0.006, 0.05),
}


class Pictures:
    """The pictures of one split, decoded once."""

    def __init__(self, folder, classes):
        self.images, labels = [], []
        for number, name in enumerate(classes):
            for file in sorted((folder / name).glob("*")):
                self.images.append(Image.open(file).convert("RGB"))
                labels.append(number)
        self.labels = torch.tensor(labels)

    def plain(self, size):
        """What the scorer makes of them: resized as a whole."""
        return normal([image.resize((size, size), Image.Resampling.BILINEAR) for image in self.images])

    def augmented(self, size, chosen, dice):
        """Random parts of the pictures, resized by Pillow too, then mirrored, turned and recoloured."""
        parts = []
        for index in chosen:
            image = self.images[index]
            width, height = image.size
            share, ratio = dice.uniform(0.72, 1.0), math.exp(dice.uniform(-0.15, 0.15))
            w, h = min(width, width * share * ratio), min(height, height * share / ratio)
            x, y = dice.uniform(0, width - w), dice.uniform(0, height - h)
            parts.append(image.resize((size, size), Image.Resampling.BILINEAR, box=(x, y, x + w, y + h)))
        return recolour(turn(normal(parts), dice), dice)


def normal(images):
    pixels = torch.from_numpy(numpy.stack([numpy.asarray(image) for image in images]))
    return (pixels.permute(0, 3, 1, 2).float() / 255 - MEAN) / STD


def each(count, draw):
    return torch.tensor([draw() for _ in range(count)])


def turn(batch, dice):
    """Mirrors half of the pictures, and turns and shears them a little."""
    count = len(batch)
    angle = each(count, lambda: dice.gauss(0, 0.22))
    flip = each(count, lambda: dice.choice((-1.0, 1.0)))
    shear = each(count, lambda: dice.gauss(0, 0.08))
    cos, sin, zero = angle.cos(), angle.sin(), torch.zeros(count)
    matrix = torch.stack(
        [torch.stack([cos * flip, -sin + shear, zero], 1), torch.stack([sin * flip, cos, zero], 1)], 1
    )
    grid = functional.affine_grid(matrix, batch.shape, align_corners=False)
    return functional.grid_sample(batch, grid, padding_mode="reflection", align_corners=False)


def recolour(batch, dice):
    """Changes brightness, contrast, saturation, balance and hue, greys some pictures and covers a patch of others."""
    count = len(batch)
    contrast = each(count, lambda: math.exp(dice.gauss(0, 0.2))).view(-1, 1, 1, 1)
    light = each(count, lambda: dice.gauss(0, 0.15)).view(-1, 1, 1, 1)
    saturation = each(count, lambda: 0.0 if dice.random() < 0.08 else math.exp(dice.gauss(0, 0.25)))
    balance = torch.tensor([[dice.gauss(1, 0.08) for _ in range(3)] for _ in range(count)]).view(-1, 3, 1, 1)
    grey = batch.mean(1, keepdim=True)
    batch = grey + (batch - grey) * saturation.view(-1, 1, 1, 1)
    batch = ((batch * balance) * contrast + light).clamp(-1, 1)
    size = batch.shape[-1]
    for image in batch:
        if dice.random() < 0.3:
            edge = dice.randint(size // 8, size // 3)
            x, y = dice.randint(0, size - edge), dice.randint(0, size - edge)
            image[:, y : y + edge, x : x + edge] = dice.uniform(-1, 1)
    return batch


def train(name, pictures, classes, seed):
    """AdamW with one cycle of the learning rate, smoothed labels, and the mean of the late weights."""
    build, size, epochs, rate, decay = RECIPES[name]
    torch.manual_seed(seed)
    dice = random.Random(seed)
    model = build(size, len(classes))
    mean = torch.optim.swa_utils.AveragedModel(model, avg_fn=lambda old, new, _: old + (new - old) * 0.01, use_buffers=True)
    total, batch = len(pictures.labels), 64
    steps = epochs * math.ceil(total / batch)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.15)
    started = time.time()
    for epoch in range(epochs):
        model.train()
        order, losses = dice.sample(range(total), total), []
        for start in range(0, total, batch):
            chosen = order[start : start + batch]
            logits = model(pictures.augmented(size, chosen, dice))
            loss = functional.cross_entropy(logits, pictures.labels[chosen], label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            mean.update_parameters(model)
            losses.append(loss.item())
        if epoch % 10 == 9:
            print(f"{name}: epoch {epoch + 1} of {epochs}, loss {sum(losses) / len(losses):.3f}, {time.time() - started:.0f} s", flush=True)
    return mean.module.eval(), size


def measure(model, size, pictures):
    """Shares of pictures whose class is the first, and among the first five, of the answers."""
    if len(pictures.labels) == 0:
        return None
    with torch.no_grad():
        logits = torch.cat([model(part) for part in pictures.plain(size).split(256)])
    best = logits.topk(min(5, logits.shape[1])).indices == pictures.labels.unsqueeze(1)
    return {
        "images": len(pictures.labels),
        "top1": round(best[:, 0].float().mean().item(), 4),
        "top5": round(best.any(1).float().mean().item(), 4),
    }


def export(model, size, name, out):
    """Writes NAME.onnx and NAME.preprocess.json."""
    file = out / f"{name}.onnx"
    torch.onnx.export(
        model,
        torch.zeros(2, 3, size, size),
        str(file),
        input_names=["image"],
        output_names=["logits"],
        dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}},
        opset_version=13,
    )
    onnx.checker.check_model(str(file))
    preprocess = {
        "do_resize": True,
        "size": {"height": size, "width": size},
        "resample": 2,
        "do_center_crop": False,
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": [MEAN] * 3,
        "image_std": [STD] * 3,
    }
    text = re.sub(r"\[\s+([^]]*?)\s+\]", lambda list_: f"[{' '.join(list_[1].split())}]", json.dumps(preprocess, indent=2))
    (out / f"{name}.preprocess.json").write_text(text + "\n")
    return file.stat().st_size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--only", nargs="*", choices=["chance", *RECIPES], default=["chance", *RECIPES])
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.use_deterministic_algorithms(True)

    classes = sorted(folder.name for folder in (args.data / "train").iterdir() if folder.is_dir())
    splits = {
        name: Pictures(args.data / name, classes)
        for name in ("train", "val", "test", "held-out")
        if (args.data / name).is_dir()
    }
    (args.out / "labels.txt").write_text("".join(f"{name}\n" for name in classes))
    record_file = args.out / "training.json"
    record = json.loads(record_file.read_text()) if record_file.exists() else {}
    for name in args.only:
        started = time.time()
        if name == "chance":
            counts = torch.bincount(splits["train"].labels, minlength=len(classes)).float()
            jitter = torch.rand(len(classes), generator=torch.Generator().manual_seed(args.seed)) * 1e-3
            model, size = Chance((counts / counts.sum()).clamp(min=1e-6).log() + jitter).eval(), 32
        else:
            model, size = train(name, splits["train"], classes, args.seed)
        record[name] = {
            "seed": args.seed,
            "parameters": sum(p.numel() for p in model.parameters()),
            "bytes": export(model, size, name, args.out),
            "seconds": round(time.time() - started),
            **{split: measure(model, size, pictures) for split, pictures in splits.items()},
        }
        print(name, json.dumps(record[name]), flush=True)
    record_file.write_text(json.dumps(record, indent=2) + "\n")


if __name__ == "__main__":
    main()
