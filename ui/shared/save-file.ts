/** Gives a text to the person as a file of the browser. */

/** Offers the text for saving under a name; the browser asks where to. */
export function saveFile(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the data once it began.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
