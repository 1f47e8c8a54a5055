/** The weekly letter to the owner: when it leaves, and how it would read now. */

/** `weekday` 0 = it does not leave, 1 = Monday … 7 = Sunday. `html` is safe to show in an iframe with `sandbox`. */
export type WeeklyView = {
  readonly weekday: number;
  /** Whose letter it is; '' while nobody switched it on. */
  readonly owner: string;
  readonly isMine: boolean;
  /** The person at the keyboard, who would get it; '' when the address is not known. */
  readonly email: string;
  /** `YYYY-MM-DD`, or '' when none has left. */
  readonly lastSentOn: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};
