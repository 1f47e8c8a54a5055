/** Creates the engine. */
import type { Engine, EngineOptions } from './book';

/** Makes a Univer with all headless spreadsheet plugins and wraps it. Asserts the pinned version. */
export declare function createEngine(options?: EngineOptions): Engine;
