import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readModelUpload } from './read-model-upload';

const boundary = 'b0undary';
const part = (name: string, value: string, file?: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ''}\r\n\r\n${value}\r\n`;
const end = `--${boundary}--\r\n`;

/** A request whose body comes in these pieces; `break` breaks it off. */
function request(pieces: readonly string[], type = `multipart/form-data; boundary=${boundary}`): Request {
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      for (const piece of pieces) {
        await sleep(1);
        if (piece === 'break') return controller.error(new Error('connection reset'));
        controller.enqueue(new TextEncoder().encode(piece));
      }
      controller.close();
    },
  });
  const init = { method: 'POST', body, headers: { 'content-type': type }, duplex: 'half' };
  return new Request('http://localhost/', init as RequestInit);
}

const read = (model: Readable) => text(model);

describe('readModelUpload', () => {
  it('gives the model as it streams and the fields before and behind it', async () => {
    const upload = await readModelUpload(
      request([
        part('name', 'A net'),
        part('model', 'first, ', 'net.onnx').slice(0, -2),
        'then the rest',
        `\r\n${part('preprocess', '{"do_resize": false}', 'preprocessor_config.json')}`,
        part('labels', 'n02084071', 'labels.txt'),
        part('surplus', 'ignored'),
        end,
      ]),
    );
    expect(await read(upload.model)).toBe('first, then the rest');
    expect(await upload.fields()).toEqual({
      name: 'A net',
      preprocess: '{"do_resize": false}',
      labels: 'n02084071',
    });
  });

  it('refuses a form without a model, and what is no form', async () => {
    await expect(readModelUpload(request([part('name', 'A net'), end]))).rejects.toMatchObject({
      code: 'model-missing',
      details: { field: 'model' },
    });
    await expect(readModelUpload(request(['{}'], 'application/json'))).rejects.toMatchObject({
      code: 'bad-form',
    });
    await expect(readModelUpload(request(['rubbish']))).rejects.toMatchObject({ code: 'bad-form' });
  });

  it.each([
    ['a text', part('name', '').slice(0, -2)],
    ['a known file', part('labels', '', 'labels.txt').slice(0, -2)],
    ['an unknown file', part('surplus', '', 'surplus.bin').slice(0, -2)],
    ['a text behind the model', part('model', 'first', 'net.onnx') + part('name', '').slice(0, -2)],
  ])('reads no further where %s has no end', async (_, head) => {
    let given = 0;
    function* endless() {
      yield Buffer.from(head);
      for (;;) {
        given += 1_000_000;
        yield Buffer.alloc(1_000_000, 'x');
      }
    }
    const init = { method: 'POST', body: Readable.from(endless()), duplex: 'half' };
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    const all = async () => {
      const { model, fields } = await readModelUpload(
        new Request('http://localhost/', { ...init, headers } as unknown as RequestInit),
      );
      await read(model);
      return fields();
    };
    await expect(all()).rejects.toMatchObject({ code: 'body-too-large' });
    await sleep(20);
    expect(given).toBeLessThan(40_000_000);
  });

  it('does not count the model, and takes the first of two', async () => {
    const million = Array<string>(20).fill('x'.repeat(1_000_000));
    const upload = await readModelUpload(
      request([
        part('model', '', 'net.onnx').slice(0, -2),
        ...million,
        `\r\n${part('model', 'second', 'other.onnx')}`,
        part('name', 'A net'),
        end,
      ]),
    );
    expect((await read(upload.model)).length).toBe(20_000_000);
    expect(await upload.fields()).toEqual({ name: 'A net' });
  });

  it('fails the model when the sender breaks off in the middle of it', async () => {
    const upload = await readModelUpload(
      request([part('model', 'first, ', 'net.onnx').slice(0, -2), 'break']),
    );
    await expect(read(upload.model)).rejects.toMatchObject({ code: 'bad-form' });
    await expect(upload.fields()).rejects.toMatchObject({ code: 'bad-form' });
  });

  it('fails the model when the form ends before it should', async () => {
    const upload = await readModelUpload(request([part('model', 'first, ', 'net.onnx').slice(0, -2)]));
    await expect(read(upload.model)).rejects.toThrow(/end of/);
  });

  it('can be stopped before the model was read, without an error that nobody catches', async () => {
    const upload = await readModelUpload(request([part('model', 'x'.repeat(200_000), 'net.onnx'), end]));
    upload.stop();
    await sleep(20);
    expect(upload.model.destroyed).toBe(true);
  });
});
