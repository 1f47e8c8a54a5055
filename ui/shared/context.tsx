/** What every view of a page needs: the server and the words; given once at the top. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from '../language/words';
import type { Server } from './rpc';

export interface PageContext {
  readonly server: Server;
  readonly words: Words;
  /** Closes the page (dialogs) and gives the sheet back the keyboard. */
  readonly close: () => void;
}

export const Page = createContext<PageContext | null>(null);

/** The page's server and words. */
export function usePage(): PageContext {
  const page = useContext(Page);
  if (page === null) throw new Error('a view stands outside its page');
  return page;
}
