import { type Feature, NetworkDrafter, type WeightMaker } from './network-drafter.ts';
import type { DraftModel } from './onnx-builder.ts';

const IMAGE: Feature = { name: 'image', channels: 3 };
const EDGE = 224;
const CLASSES = 1_000;

/** AlexNet in torchvision's form (Krizhevsky 2014): 61,100,840 parameters. */
export function alexNet(make?: WeightMaker): DraftModel {
  const net = new NetworkDrafter(make);
  const pool = { kernel: 3, stride: 2 };
  let x = net.relu(net.conv(IMAGE, 64, { kernel: 11, stride: 4, padding: 2 }));
  x = net.relu(net.conv(net.maxPool(x, pool), 192, { kernel: 5, padding: 2 }));
  x = net.relu(net.conv(net.maxPool(x, pool), 384, { kernel: 3, padding: 1 }));
  x = net.relu(net.conv(x, 256, { kernel: 3, padding: 1 }));
  x = net.relu(net.conv(x, 256, { kernel: 3, padding: 1 }));
  x = net.flatten(net.maxPool(x, pool), 256 * 6 * 6);
  x = net.relu(net.linear(x, 4_096));
  x = net.relu(net.linear(x, 4_096));
  return net.finish(net.linear(x, CLASSES), EDGE);
}

/** SqueezeNet 1.1 (Iandola et al. 2016): 1,235,496 parameters. */
export function squeezeNet(make?: WeightMaker): DraftModel {
  const net = new NetworkDrafter(make);
  const fire = (x: Feature, squeezed: number, expanded: number): Feature => {
    const small = net.relu(net.conv(x, squeezed, { kernel: 1 }));
    const one = net.relu(net.conv(small, expanded, { kernel: 1 }));
    return net.concat(one, net.relu(net.conv(small, expanded, { kernel: 3, padding: 1 })));
  };
  const pool = (x: Feature) => net.maxPool(x, { kernel: 3, stride: 2 }, true);
  let x = pool(net.relu(net.conv(IMAGE, 64, { kernel: 3, stride: 2 })));
  x = pool(fire(fire(x, 16, 64), 16, 64));
  x = pool(fire(fire(x, 32, 128), 32, 128));
  x = fire(fire(fire(fire(x, 48, 192), 48, 192), 64, 256), 64, 256);
  x = net.globalPool(net.relu(net.conv(x, CLASSES, { kernel: 1 })));
  return net.finish(net.flatten(x, CLASSES), EDGE);
}

/** MobileNetV2 (Sandler et al. 2018), batch normalisation folded into the convolutions. */
export function mobileNetV2(make?: WeightMaker): DraftModel {
  const net = new NetworkDrafter(make);
  const block = (x: Feature, channels: number, stride: number, expansion: number): Feature => {
    const wide = x.channels * expansion;
    const expanded = expansion === 1 ? x : net.relu6(net.conv(x, wide, { kernel: 1 }));
    const deep = net.relu6(net.conv(expanded, wide, { kernel: 3, stride, padding: 1, groups: wide }));
    const narrow = net.conv(deep, channels, { kernel: 1 });
    return stride === 1 && channels === x.channels ? net.add(x, narrow) : narrow;
  };
  let x = net.relu6(net.conv(IMAGE, 32, { kernel: 3, stride: 2, padding: 1 }));
  for (const [expansion, channels, repeats, stride] of [
    [1, 16, 1, 1],
    [6, 24, 2, 2],
    [6, 32, 3, 2],
    [6, 64, 4, 2],
    [6, 96, 3, 1],
    [6, 160, 3, 2],
    [6, 320, 1, 1],
  ] as const) {
    for (let i = 0; i < repeats; i++) x = block(x, channels, i === 0 ? stride : 1, expansion);
  }
  x = net.globalPool(net.relu6(net.conv(x, 1_280, { kernel: 1 })));
  return net.finish(net.linear(net.flatten(x, 1_280), CLASSES), EDGE);
}

/** ResNet-18 (He et al. 2016), batch normalisation folded into the convolutions. */
export function resNet18(make?: WeightMaker): DraftModel {
  const net = new NetworkDrafter(make);
  const block = (x: Feature, channels: number, stride: number): Feature => {
    const first = net.relu(net.conv(x, channels, { kernel: 3, stride, padding: 1 }));
    const second = net.conv(first, channels, { kernel: 3, padding: 1 });
    const beside = stride === 1 ? x : net.conv(x, channels, { kernel: 1, stride });
    return net.relu(net.add(second, beside));
  };
  let x = net.relu(net.conv(IMAGE, 64, { kernel: 7, stride: 2, padding: 3 }));
  x = net.maxPool(x, { kernel: 3, stride: 2, padding: 1 });
  for (const channels of [64, 128, 256, 512]) {
    x = block(block(x, channels, channels === 64 ? 1 : 2), channels, 1);
  }
  return net.finish(net.linear(net.flatten(net.globalPool(x), 512), CLASSES), EDGE);
}
