import { createReadStream } from 'node:fs';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readZip } from '/work/main/lib/images/intake/read-zip.ts';
import { readTar } from '/work/main/lib/images/intake/read-tar.ts';
import { readFolder } from '/work/main/lib/images/server/read-folder.ts';
import { readUrlList } from '/work/main/lib/images/intake/read-url-list.ts';
import { isRefused } from '/work/main/lib/images/intake/offered.ts';
const dir = '/tmp/measure-readers'; await rm(dir, {recursive:true, force:true});
const N = 4000, B = 110_000;
for (let c = 0; c < 40; c++) { await mkdir(`${dir}/f/n${c}`, {recursive:true}); for (let i = 0; i < N/40; i++) await writeFile(`${dir}/f/n${c}/${i}.jpg`, randomBytes(B)); }
execFileSync('tar', ['cf', `${dir}/a.tar`, '-C', `${dir}/f`, '.']); execFileSync('tar', ['czf', `${dir}/a.tar.gz`, '-C', `${dir}/f`, '.']);
execFileSync('python3', ['-c', `import zipfile,os
for m,n in ((0,'s.zip'),(8,'d.zip')):
  z=zipfile.ZipFile('${dir}/'+n,'w',m)
  for r,d,fs in os.walk('${dir}/f'):
    for f in fs: z.write(os.path.join(r,f), os.path.relpath(os.path.join(r,f),'${dir}/f'))
  z.close()
`]);
async function take(name: string, source: any) {
  const t = performance.now(), cpu = process.cpuUsage(); let n = 0, bytes = 0, rss = 0;
  for await (const o of source) { if (isRefused(o)) throw new Error(o.reason); const b = await o.read(); n++; bytes += b.length; if (n % 200 === 0) rss = Math.max(rss, process.memoryUsage().rss); }
  const s = (performance.now()-t)/1000, c = process.cpuUsage(cpu);
  console.log(name, n, 'files', (n/s).toFixed(0), 'files/s', (bytes/1e6/s).toFixed(0), 'MB/s', 'cpu s', ((c.user+c.system)/1e6).toFixed(2), 'rss MB', (rss/1e6).toFixed(0));
}
const zip = async (p: string) => { const f = await open(p); const { size } = await f.stat(); return { size, read: async (o: number, l: number) => { const b = new Uint8Array(Math.max(0, Math.min(l, size - o))); const { bytesRead } = await f.read(b, 0, b.length, o); return b.subarray(0, bytesRead); } }; };
for (const n of ['s.zip', 'd.zip']) await take(n, readZip(await zip(`${dir}/${n}`)));
for (const n of ['a.tar', 'a.tar.gz']) await take(n, readTar(createReadStream(`${dir}/${n}`)));
await take('folder', readFolder(`${dir}/f`));
async function* list() { yield Buffer.from('url,author,license,noun\n'); for (let i = 0; i < 300_000; i++) yield Buffer.from(`https://a.example/${i}.jpg,Ada,CC-BY-4.0,n02084071\n`); }
await take('csv rows', readUrlList(list(), async () => new Uint8Array(1)));
const t = performance.now(); let skipped = 0; for await (const o of readZip(await zip(`${dir}/s.zip`), { skip: () => true })) skipped++; console.log('skip all of a zip', ((performance.now()-t)).toFixed(0), 'ms for', N);
await rm(dir, {recursive:true, force:true});
