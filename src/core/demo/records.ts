/** The rows of the demo base before they are laid into columns. */
import type { Day } from '../calendar';

/** A client of the demo base; texts are '' for an empty cell, a birthday that is a text was typed untidily. */
export interface DemoClient {
  readonly clientId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly city: string;
  readonly birthday: Day | string;
  readonly consent: string;
}

/** An order of the demo base. A date or an amount that is a text was typed untidily. */
export interface DemoOrder {
  readonly order: string;
  readonly date: Day | string;
  readonly clientId: string;
  /** In major units. */
  readonly amount: number | string;
  readonly product: string;
}
