/** The script of the page around a web app's frame. */
export const WEB_APP_BRIDGE = '';
