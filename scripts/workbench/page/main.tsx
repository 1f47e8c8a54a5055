/** Starts the page: state and script from the server, the grid, the host with its executions in Web Workers. */
import { render } from 'preact';
import { App, StartFailed } from './app';
import { browserLanguage, speech } from './language';
import { deleteState, fetchProject, fetchState } from './server-link';
import { firstSettings, readSavedState } from './settings-state';
import { startSession } from './start-session';

async function main(): Promise<void> {
  const root = document.getElementById('app');
  if (root === null) throw new Error('The page has no place for the workbench.');
  const requested = Promise.all([fetchState(), fetchProject()]);
  let words = speech(browserLanguage(navigator.languages));
  try {
    const [stateData, built] = await requested;
    const saved = readSavedState(stateData);
    const settings = saved?.settings ?? firstSettings(words.language);
    words = speech(settings.language);
    document.documentElement.lang = words.language;
    document.title = words.texts.workbench;
    const gridElement = document.createElement('div');
    gridElement.className = 'grid';
    gridElement.id = 'grid';
    gridElement.tabIndex = -1;
    render(<App speech={words} gridElement={gridElement} session={null} />, root);
    const session = await startSession({ gridElement, words, settings, saved, built });
    render(<App speech={words} gridElement={gridElement} session={session} />, root);
  } catch (error) {
    console.error(error);
    const afresh = (): void => void deleteState().then(() => location.reload());
    render(<StartFailed speech={words} message={error instanceof Error ? error.message : String(error)} onAfresh={afresh} />, root);
  }
}

void main();
