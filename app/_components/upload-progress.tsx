import { Button } from './button';
import { ProgressBar } from './progress-bar';

/** How much of a model is out, from 0 to 1, with a button that stops it. */
export function UploadProgress({ sent, onStop }: { sent: number; onStop: () => void }) {
  return (
    <div className="flex flex-col gap-3">
      <ProgressBar
        name="Uploading the model"
        value={Math.round(100 * sent)}
        max={100}
        unit="%"
        detail={
          sent === 1 ? 'All is out; the server is putting it away.' : 'Stay on this page until it is out.'
        }
      />
      <div>
        <Button onClick={onStop}>Stop the upload</Button>
      </div>
    </div>
  );
}
