/** Functions Google Sheets owns: a custom function of the same name would never be called. */
export { BUILT_IN_FUNCTIONS as builtInFunctions } from '../workbench/runtime/built-in-functions';
