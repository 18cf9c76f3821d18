'use client';

import { Image as ImageIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/_components/button';
import { useNotice } from '@/_components/notices';
import { drawPng } from './draw-png';

type PlotDownloadsProps = {
  /** The id of what holds the plot's svg. */
  plot: string;
  /** Of the file, without its ending. */
  name: string;
};

/** Saves the plot beside it as a PNG, in the colours of the moment and twice its size. */
export function PlotDownloads({ plot, name }: PlotDownloadsProps) {
  const say = useNotice();
  const [drawing, setDrawing] = useState(false);
  const save = async () => {
    const svg = document.getElementById(plot)?.querySelector('svg');
    if (!svg) return;
    setDrawing(true);
    try {
      const url = URL.createObjectURL(await drawPng(svg));
      const link = document.createElement('a');
      link.href = url;
      link.download = `${name}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch {
      say('The browser could not draw the picture. Take the CSV file, or try another browser.', 'bad');
    } finally {
      setDrawing(false);
    }
  };
  return (
    <Button size="small" icon={<ImageIcon aria-hidden size={14} />} onClick={save} disabled={drawing}>
      Download as PNG
    </Button>
  );
}
