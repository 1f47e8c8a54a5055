/** The full numbering plans of libphonenumber, evaluated when the first phone is read and not when the script loads. */
import type { MetadataJson } from 'libphonenumber-js/core';

/**
 * Only `require` leaves a module unevaluated inside a bundle until it is called. The plans are 157 kB, and every
 * execution on Google's side loads the whole bundle, also those that never see a phone.
 */
declare function require(name: 'libphonenumber-js/metadata.max.json'): MetadataJson;

/*! libphonenumber-js 1.13.16: Copyright (c) 2016 @catamphetamine, MIT. Numbering plans: Copyright (c) The Libphonenumber Authors, Apache-2.0. */
let plans: MetadataJson | null = null;

/** Metadata of libphonenumber-js 1.13.16, set `max` (Google libphonenumber, Apache-2.0). */
export function numberingPlans(): MetadataJson {
  plans = plans ?? require('libphonenumber-js/metadata.max.json');
  return plans;
}
