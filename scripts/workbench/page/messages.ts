/** What the page says over the sheet: toasts, and the questions of scripts that wait for an answer. */
import type { Answer, Question } from '../runtime/window';

/** A message at the edge of the window. */
export interface ToastView {
  readonly id: number;
  readonly title: string;
  readonly message: string;
  readonly kind: 'script' | 'workbench' | 'error';
}

/** An alert or prompt that waits for its answer. */
export interface OpenQuestion {
  readonly id: number;
  readonly question: Question;
  readonly answer: (answer: Answer) => void;
}

const TOAST_SECONDS = 5;
const ERROR_SECONDS = 12;

/** Toasts and questions of one page; `changed` is called after each change. */
export class Messages {
  toasts: readonly ToastView[] = [];
  questions: readonly OpenQuestion[] = [];
  private lastId = 0;

  constructor(private readonly changed: () => void) {}

  /** A message of the workbench itself. */
  tell(message: string, kind: 'workbench' | 'error' = 'workbench', title = ''): void {
    this.show(kind, title, message, kind === 'error' ? ERROR_SECONDS : TOAST_SECONDS);
  }

  /** Shows a toast for some seconds; for ever when they are negative. A script shows one at a time: a new one takes the place of the old. */
  show(kind: ToastView['kind'], title: string, message: string, timeoutSeconds: number): void {
    const id = (this.lastId += 1);
    if (kind === 'script') this.forgetScript();
    this.toasts = [...this.toasts, { id, title, message, kind }];
    if (timeoutSeconds >= 0) setTimeout(() => this.dismiss(id), timeoutSeconds * 1000);
    this.changed();
  }

  dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
    this.changed();
  }

  /** Takes away what scripts have said: another book is shown. */
  forgetScript(): void {
    this.toasts = this.toasts.filter((toast) => toast.kind !== 'script');
  }

  /** Resolves with what the person answers. */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve) => {
      const id = (this.lastId += 1);
      const answer = (given: Answer): void => {
        this.questions = this.questions.filter((open) => open.id !== id);
        this.changed();
        resolve(given);
      };
      this.questions = [...this.questions, { id, question, answer }];
      this.changed();
    });
  }
}

/** Words of an error of any kind. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
