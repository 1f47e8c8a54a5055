// Loaded into clasp's process by the deploy test: points Google's client library at the local double of the API.
import { google } from 'googleapis';

const rootUrl = process.env.APPS_SCRIPT_DOUBLE;
for (const api of ['script', 'drive']) {
  const original = google[api].bind(google);
  google[api] = (options) => original({ ...options, rootUrl });
}
