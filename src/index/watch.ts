import { watch } from 'chokidar';

/** Quiet after the last change before it is told: a save, a checkout or an unpacking makes many at once. */
const QUIET_MS = 300;

export interface WatchRequest {
  readonly corpusFolder: string;
  /** Called after changes; never again before it has ended. What it throws ends the watch. */
  readonly onChange: () => Promise<void>;
  /** Called once changes are seen from now on. */
  readonly onReady?: () => void;
  readonly signal: AbortSignal;
  /** Milliseconds of quiet waited for; 300 when absent. */
  readonly quietMs?: number;
}

/** Watches a corpus folder, links followed, until a signal is aborted; changes close together are told once. */
export async function watchCorpus(request: WatchRequest): Promise<void> {
  const { corpusFolder, onChange, onReady, signal, quietMs = QUIET_MS } = request;
  if (signal.aborted) return;
  const watcher = watch(corpusFolder, { ignoreInitial: true });
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let changed = false;
  try {
    await new Promise<void>((resolve, reject) => {
      const run = async (): Promise<void> => {
        while (changed && !signal.aborted) {
          changed = false;
          await onChange();
        }
        running = null;
      };
      signal.addEventListener('abort', () => resolve(), { once: true });
      watcher.on('ready', () => onReady?.());
      watcher.on('error', reject);
      watcher.on('all', () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          changed = true;
          if (running === null) {
            running = run();
            running.catch(reject);
          }
        }, quietMs);
      });
    });
  } finally {
    clearTimeout(timer);
    await watcher.close();
    await running;
  }
}
